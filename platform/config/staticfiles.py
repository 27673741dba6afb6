"""Static files: hashed names with JavaScript imports rewritten, and a short list of packages from node_modules."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from django.core.files.storage import FileSystemStorage

# served as /static/vendor/<name>; everything else in node_modules stays private
NODE_MODULES = {
    "htmx.js": "htmx.org/dist/htmx.min.js",
    "sortable.js": "sortablejs/modular/sortable.esm.js",
}


class HashedStaticFilesStorage(ManifestStaticFilesStorage):
    support_js_module_import_aggregation = True
    manifest_strict = False


class NodeModulesFinder(BaseFinder):
    """Finds the files of NODE_MODULES under the prefix `vendor/`."""

    root = Path(settings.BASE_DIR) / "node_modules"

    def find(self, path: str, find_all: bool = False, **kwargs: object) -> Any:
        """Path or list of paths, as `find_all` says."""
        name = path.removeprefix("vendor/")
        source = NODE_MODULES.get(name) if path != name else None
        found = [str(self.root / source)] if source and (self.root / source).exists() else []
        return found if find_all else (found[0] if found else [])

    def list(
        self, ignore_patterns: Iterable[str] | None
    ) -> Iterable[tuple[str, FileSystemStorage]]:
        for name, source in NODE_MODULES.items():
            if (self.root / source).exists():
                storage = _Renamed(location=str(self.root), source=source)
                yield f"vendor/{name}", storage


class _Renamed(FileSystemStorage):
    """A storage in which one file answers to any name."""

    prefix = ""

    def __init__(self, location: str, source: str) -> None:
        super().__init__(location=location)
        self._source = source

    def path(self, name: str) -> str:
        return str(Path(self.location) / self._source)
