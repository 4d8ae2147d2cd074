import type { ReactNode } from 'react';

interface IconProps {
  size?: number;
}

function icon(path: ReactNode) {
  return function Icon({ size = 17 }: IconProps) {
    return (
      <svg
        viewBox="0 0 24 24"
        width={size}
        height={size}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.8"
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
      >
        {path}
      </svg>
    );
  };
}

export const BrandIcon = icon(
  <>
    <path d="M3 19h18" opacity=".4" />
    <path d="M4 15l5-5 4 3 7-8" strokeWidth="2.4" />
  </>,
);
export const OverviewIcon = icon(<path d="M3 12h4l3-7 4 14 3-7h4" />);
export const CapacityIcon = icon(<path d="M4 5h16M8 10h12M8 15h12M12 20h8" />);
export const PeopleIcon = icon(
  <>
    <circle cx="9" cy="8" r="3.4" />
    <path d="M3 20c0-3.6 2.6-6 6-6s6 2.4 6 6M16 5.2a3.2 3.2 0 0 1 0 6M18 14.6c2 .9 3 2.8 3 5.4" />
  </>,
);
export const CalendarIcon = icon(<path d="M4 6h16v14H4zM4 10.5h16M8.5 3.5v4M15.5 3.5v4" />);
export const ImportIcon = icon(<path d="M12 4v11M7.5 11l4.5 4.5 4.5-4.5M4 20h16" />);
export const AllocationIcon = icon(<path d="M4 7h9M17 7h3M4 17h3M11 17h9M15 5v4M9 15v4" />);
export const ReportsIcon = icon(<path d="M6 3.5h8l4 4v13H6zM9 12h6M9 16h6" />);
export const ConnectIcon = icon(<path d="M9 3v5M15 3v5M6.5 8h11v3.5a5.5 5.5 0 0 1-11 0zM12 17v4" />);
export const HistoryIcon = icon(<path d="M4 12a8 8 0 1 0 2.4-5.7L4 8.5M4 4v4.5h4.5M12 8v4.5l3 1.8" />);
export const ChevronDown = icon(<path d="M6 9.5l6 6 6-6" />);
export const ChevronRight = icon(<path d="M9.5 6l6 6-6 6" />);
export const CloseIcon = icon(<path d="M6 6l12 12M18 6L6 18" />);
export const MenuIcon = icon(<path d="M4 7h16M4 12h16M4 17h16" />);
export const SearchIcon = icon(
  <>
    <circle cx="11" cy="11" r="6.5" />
    <path d="M16 16l4.5 4.5" />
  </>,
);
export const SunIcon = icon(
  <>
    <circle cx="12" cy="12" r="4" />
    <path d="M12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.6L7 7M17 17l1.4 1.4M18.4 5.6L17 7M7 17l-1.4 1.4" />
  </>,
);
export const MoonIcon = icon(<path d="M20 14.5A8.3 8.3 0 0 1 9.5 4a8 8 0 1 0 10.5 10.5z" />);
export const PinIcon = icon(<path d="M9 4h6l-1 6 3 3H7l3-3zM12 13v7" />);
export const AccessIcon = icon(
  <>
    <circle cx="8.5" cy="15.5" r="4" />
    <path d="M11.5 12.5L20 4M16 8l3 3M13.5 10.5l2 2" />
  </>,
);
