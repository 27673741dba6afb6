"""Uploaded files: one folder a shop, named by the schema, which nobody can guess."""

from django_tenants.files.storage import TenantFileSystemStorage


class TenantStorage(TenantFileSystemStorage):
    """MEDIA_ROOT/<schema>/..., served at /media/<schema>/... and only on that shop's own hosts.

    No name is hidden: an archive of the shop takes none that is (tenants.backups.reading).
    """

    def get_valid_name(self, name: str) -> str:
        return super().get_valid_name(name).lstrip(".") or "file"
