import {
  ApartmentOutlined, BarChartOutlined, DesktopOutlined, EyeOutlined, FundProjectionScreenOutlined, InboxOutlined, PartitionOutlined, PhoneOutlined, RollbackOutlined, SettingOutlined, UnorderedListOutlined,
} from '@ant-design/icons';

/** Icons of the rail by what they mean. */
export const ICONS = {
  phone: PhoneOutlined, fork: ApartmentOutlined, inbox: InboxOutlined, return: RollbackOutlined, eye: EyeOutlined, list: UnorderedListOutlined, chart: BarChartOutlined,
  wall: FundProjectionScreenOutlined, gear: SettingOutlined, studio: PartitionOutlined, desk: DesktopOutlined,
} as const;
export type IconName = keyof typeof ICONS;
