"""Which folders of the theme packs are public: `static/` of each, and nothing else."""

from pathlib import Path


def pack_static_dirs(packs: Path) -> list[tuple[str, Path]]:
    """For STATICFILES_DIRS: static/shop.css of pack `base` is found as `themes/base/shop.css`."""
    folders = sorted(path for path in packs.glob("*/static") if path.is_dir())
    return [(f"themes/{folder.parent.name}", folder) for folder in folders]
