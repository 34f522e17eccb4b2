import {
  ApartmentOutlined, BarChartOutlined, DesktopOutlined, EyeOutlined, FundProjectionScreenOutlined, InboxOutlined, PhoneOutlined, RollbackOutlined, SettingOutlined, UnorderedListOutlined,
} from '@ant-design/icons';

/** Icons of the rail by what they mean. */
export const ICONS = {
  phone: PhoneOutlined, fork: ApartmentOutlined, inbox: InboxOutlined, return: RollbackOutlined, eye: EyeOutlined, list: UnorderedListOutlined, chart: BarChartOutlined,
  wall: FundProjectionScreenOutlined, gear: SettingOutlined, desk: DesktopOutlined,
} as const;
export type IconName = keyof typeof ICONS;
