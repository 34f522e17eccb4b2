import {
  ApartmentOutlined, BlockOutlined, BarChartOutlined, DesktopOutlined, EnvironmentOutlined, ExperimentOutlined, EyeOutlined, FireOutlined, FundProjectionScreenOutlined, InboxOutlined, PartitionOutlined, PhoneOutlined, PushpinOutlined, ReadOutlined, RollbackOutlined, SettingOutlined, TagsOutlined, UnorderedListOutlined,
} from '@ant-design/icons';

/** Icons of the rail by what they mean. */
export const ICONS = {
  phone: PhoneOutlined, fork: ApartmentOutlined, inbox: InboxOutlined, return: RollbackOutlined, eye: EyeOutlined, list: UnorderedListOutlined, chart: BarChartOutlined,
  wall: FundProjectionScreenOutlined, gear: SettingOutlined, studio: PartitionOutlined, desk: DesktopOutlined, book: ReadOutlined, tag: TagsOutlined, model: ExperimentOutlined, flame: FireOutlined, map: EnvironmentOutlined, grid: BlockOutlined, places: PushpinOutlined,
} as const;
export type IconName = keyof typeof ICONS;
