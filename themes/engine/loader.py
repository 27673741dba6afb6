"""Templates named `shop/...` come from the shop's theme, and from the base theme where it has none of its own."""

from collections.abc import Iterator

from django.template import Engine, Origin, TemplateDoesNotExist
from django.template.base import Template
from django.template.loaders.filesystem import Loader as FilesystemLoader

from .active import active_theme
from .packs import BASE, PACKS


class ThemeLoader(FilesystemLoader):
    """Compiled templates are kept per theme, so two shops of one process never share a look.

    `skip` names what a template that extends its own namesake has already used; Django gives it for every
    `{% extends %}`, so it is part of the key only where it names this very template.
    """

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine)
        self._compiled: dict[tuple[str, str, tuple[str, ...]], Template] = {}

    def get_template(self, template_name: str, skip: list[Origin] | None = None) -> Template:
        if not template_name.startswith("shop/"):
            raise TemplateDoesNotExist(template_name, backend=self.engine)  # type: ignore[arg-type]  # like Django's
        used = tuple(o.name for o in skip or () if o.template_name == template_name)
        key = (active_theme(), template_name, used)
        if key not in self._compiled:
            self._compiled[key] = super().get_template(template_name, skip)
        return self._compiled[key]

    def get_template_sources(self, template_name: str) -> Iterator[Origin]:
        for theme in dict.fromkeys((active_theme(), BASE)):
            path = PACKS / theme / "templates" / template_name
            yield Origin(name=str(path), template_name=template_name, loader=self)

    def reset(self) -> None:
        self._compiled.clear()
