"""Every colour and measure of the window by name; the only module that spells colours out."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Shades:
    """The three colours of one state: words on any ground, the ground of a pill, the filling of a bar."""

    text: str
    ground: str
    bar: str


@dataclass(frozen=True, slots=True)
class Tokens:
    """One complete set of colours; field names are the names that `theme.color` understands."""

    name: str
    dark: bool
    window: str
    surface: str
    raised: str
    sunken: str
    nav: str
    border: str
    strong: str
    track: str
    accent: str
    accent_hover: str
    accent_text: str
    accent_soft: str
    selected: str
    focus: str
    text: str
    muted: str
    faint: str
    on_accent: str
    on_disc: str
    """Letters on the disc of a person and on the tile of a platform."""
    shadow: str
    disc: str
    ok: Shades
    warning: Shades
    failed: Shades
    pending: Shades
    review: Shades
    neutral: Shades


LIGHT = Tokens(
    name="light",
    dark=False,
    window="#F3F4F6",
    surface="#FFFFFF",
    raised="#FFFFFF",
    sunken="#F6F7F9",
    nav="#ECEEF2",
    border="#DFE2E8",
    strong="#7A8290",
    track="#E4E7EC",
    accent="#2B59D0",
    accent_hover="#2450C4",
    accent_text="#2450C4",
    accent_soft="#E6EDFC",
    selected="#E6EDFC",
    focus="#2B59D0",
    text="#191D26",
    muted="#535C6B",
    faint="#5E6776",
    on_accent="#FFFFFF",
    on_disc="#FFFFFF",
    shadow="#30191D26",
    disc="#7A52C7",
    ok=Shades("#0B6650", "#DBF2EA", "#12926F"),
    warning=Shades("#7A4A00", "#FCEFD2", "#BA7000"),
    failed=Shades("#A3260F", "#FDE6E0", "#B92D12"),
    pending=Shades("#1B54A8", "#E0ECFB", "#3B82E0"),
    review=Shades("#61389F", "#EEE7F9", "#8757CC"),
    neutral=Shades("#4A5362", "#EAECF0", "#7A8290"),
)

DARK = Tokens(
    name="dark",
    dark=True,
    window="#121419",
    surface="#191C23",
    raised="#21252E",
    sunken="#15181E",
    nav="#15181E",
    border="#2B303B",
    strong="#6F7888",
    track="#2A2F3A",
    accent="#3D66DC",
    accent_hover="#456CDE",
    accent_text="#9DB8FF",
    accent_soft="#1F2C4D",
    selected="#1A2440",
    focus="#9DB8FF",
    text="#E8EBF1",
    muted="#A9B1BF",
    faint="#8F98A7",
    on_accent="#FFFFFF",
    on_disc="#FFFFFF",
    shadow="#80000000",
    disc="#8757CC",
    ok=Shades("#6FDDB8", "#12352C", "#2FB48D"),
    warning=Shades("#F4C26A", "#3A2A0E", "#EDB64C"),
    failed=Shades("#FF9C83", "#43201A", "#DE5330"),
    pending=Shades("#93C0FF", "#182F4F", "#4C90EE"),
    review=Shades("#CDB2FA", "#32254B", "#9D73E3"),
    neutral=Shades("#B6BDCA", "#292E38", "#78818F"),
)

# High contrast keeps the hues, so that what was learnt stays true, and drives text and frames to the ends.
CONTRAST_LIGHT = replace(
    LIGHT,
    name="contrast-light",
    window="#FFFFFF",
    sunken="#FFFFFF",
    nav="#FFFFFF",
    border="#4A5362",
    strong="#191D26",
    track="#C9CED8",
    accent="#123A9E",
    accent_hover="#0B2A78",
    accent_text="#0B2A78",
    selected="#D3DFFA",
    focus="#000000",
    text="#000000",
    muted="#191D26",
    faint="#2B303B",
    ok=Shades("#07503E", "#DBF2EA", "#0B6650"),
    warning=Shades("#613B00", "#FCEFD2", "#8A5600"),
    failed=Shades("#86200C", "#FDE6E0", "#A3260F"),
    pending=Shades("#123F80", "#E0ECFB", "#1B54A8"),
    review=Shades("#4C2A80", "#EEE7F9", "#61389F"),
    neutral=Shades("#2B303B", "#EAECF0", "#4A5362"),
)

CONTRAST_DARK = replace(
    DARK,
    name="contrast-dark",
    window="#000000",
    surface="#000000",
    raised="#121419",
    sunken="#000000",
    nav="#000000",
    border="#A9B1BF",
    strong="#FFFFFF",
    accent="#9DB8FF",
    accent_hover="#C9D8FF",
    on_accent="#000000",
    accent_text="#C9D8FF",
    selected="#24366B",
    focus="#FFFFFF",
    text="#FFFFFF",
    muted="#E8EBF1",
    faint="#D3D9E3",
    failed=Shades("#FFB3A0", "#43201A", "#F0704F"),
    neutral=Shades("#D3D9E3", "#292E38", "#A9B1BF"),
)

# Which icon stands before the word of a state; a colour never speaks alone.
STATE_ICONS = {
    "ok": "circle-check",
    "warning": "triangle-alert",
    "failed": "octagon-x",
    "pending": "clock-arrow-up",
    "review": "eye",
    "neutral": "circle-dashed",
}

# For platforms that have no colour of their own, in the order in which they were set up.
PLATFORM_COLORS = ("#B8432F", "#2C7A68", "#7A4FB5", "#2F6FB0", "#96690F", "#A23B72")

# Sizes of type as multiples of the base, and the floor in pixels below which nothing is set.
SCALE = {"caption": 0.86, "small": 0.93, "body": 1.0, "lead": 1.10, "title": 1.35, "figure": 1.75}
BASE_PIXELS = 13
SMALLEST_PIXELS = 11

SPACE = (4, 8, 12, 16, 24, 32)
RADIUS = 6
RADIUS_CARD = 8

ROW_HEIGHTS = {"compact": 28, "regular": 36, "comfortable": 46}

TITLE_BAR = 50
STATUS_BAR = 26
NAVIGATION = 222
NAVIGATION_ICONS = 60
INSPECTOR = 344
SIDE_PANE = 260
DRAWER_OPEN = 204
DRAWER_STRIP = 40
WORKSPACE_LINE = 3
NARROW_NAVIGATION_BELOW = 1440
OVERLAY_INSPECTOR_BELOW = 1280
HIDE_SIDE_PANE_BELOW = 1280
FLIP_BELOW = 1500
SMALLEST_WINDOW = (1100, 680)
PRIMARY_HEIGHT = 30
BUTTON_HEIGHT = 30
