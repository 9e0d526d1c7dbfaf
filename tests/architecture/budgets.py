"""How long modules and functions may be; every finding is one sentence."""

from collections.abc import Iterable
from pathlib import Path
from statistics import median, quantiles

from tests.architecture.tree import code_lines, functions, modules

MODULE_MEDIAN, MODULE_NINE_IN_TEN, MODULE_LONGEST = 100, 250, 400
FUNCTION_MEDIAN, FUNCTION_NINE_IN_TEN, FUNCTION_LONGEST = 6, 20, 40
MAIN_WINDOW_LONGEST = 200
FEATURE_FILE_LONGEST = 80
FRAME = ("kit", "workers")


def too_long(root: Path, *folders: str) -> list[str]:
    """Modules and functions above the limit that none may exceed."""
    found = []
    for module in modules(root, *folders):
        allowed = longest_allowed(module.name)
        if module.lines > allowed:
            found.append(f"{module.name} has {module.lines} lines, at most {allowed} are allowed")
        found += [
            f"{module.name}:{function.lineno} {function.name} has {code_lines(function)} lines, "
            f"at most {FUNCTION_LONGEST} are allowed"
            for function in functions(module)
            if code_lines(function) > FUNCTION_LONGEST
        ]
    return found


def too_long_on_the_whole(root: Path) -> list[str]:
    """Medians and ninth deciles of all modules and functions above their budget."""
    source = [module for module in modules(root) if module.lines > 1]
    per_module = [module.lines for module in source]
    per_function = [code_lines(function) for module in source for function in functions(module)]
    return [
        *_spread("modules", per_module, MODULE_MEDIAN, MODULE_NINE_IN_TEN),
        *_spread("functions", per_function, FUNCTION_MEDIAN, FUNCTION_NINE_IN_TEN),
    ]


def longest_allowed(name: str) -> int:
    """The limit of a module by its path: features are small, the main window is built from what they declare."""
    parts = Path(name).parts
    if parts[0] == "ui" and len(parts) > 2 and parts[1] not in FRAME:
        return FEATURE_FILE_LONGEST
    return MAIN_WINDOW_LONGEST if name == "ui/main_window.py" else MODULE_LONGEST


def _spread(what: str, lengths: Iterable[int], middle: int, nine_in_ten: int) -> list[str]:
    counted = sorted(lengths)
    found: list[str] = []
    if len(counted) < 10:
        return found
    if median(counted) > middle:
        found.append(f"half of all {what} are longer than {middle} lines: the median is {median(counted):.0f}")
    if quantiles(counted, n=10)[-1] > nine_in_ten:
        found.append(f"one in ten {what} is longer than {nine_in_ten} lines: {quantiles(counted, n=10)[-1]:.0f}")
    return found
