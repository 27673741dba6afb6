"""docs/rules/tenancy.md, read from the source: each of these led to another shop's rows once."""

import ast
import sys

import pytest

from tests.architecture.sources import ROOT, TOPS, dotted, nodes, sources

SWITCHES = {"set_tenant", "set_schema", "set_schema_to_public", "set_settings_schema"}
CONTEXTS = {"schema_context", "tenant_context", "FakeTenant"}
THREADS = {"Thread", "Timer", "ThreadPoolExecutor", "ProcessPoolExecutor", "Process", "Pool"}
# the database backend, the middleware that answers for every request, and programs without tenants
SWITCHERS = ("tenants/database/", "tenants/directory/middleware.py")
OTHER_PROGRAMS = ("platform/integrations/demopay/gateway/", "platform/devservices/")


def test_a_tenant_is_never_a_context_manager() -> None:
    """`with tenant:` keeps one stack for all threads."""
    found = [
        source.at(node)
        for source, node in nodes(ast.With)
        for item in node.items
        if isinstance(item.context_expr, ast.Name | ast.Attribute)
        and dotted(item.context_expr).split(".")[-1] in ("tenant", "shop", "shop_a", "shop_b")
    ]
    assert found == []


def test_a_schema_is_never_entered_by_a_decorator() -> None:
    found = [
        source.at(decorator)
        for source, node in nodes((ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))
        for decorator in node.decorator_list
        if dotted(decorator).split(".")[-1] in CONTEXTS
    ]
    assert found == []


def test_a_context_is_always_entered_with_with() -> None:
    """schema_context(...) called and not entered changes nothing, or leaks when entered by hand."""
    entered = {id(item.context_expr) for _, node in nodes(ast.With) for item in node.items}
    found = [
        source.at(node)
        for source, node in nodes(ast.Call)
        if dotted(node).split(".")[-1] in ("schema_context", "tenant_context")
        and id(node) not in entered
    ]
    assert found == []


def test_nobody_switches_the_schema_by_hand() -> None:
    found = [
        source.at(node)
        for source, node in nodes(ast.Call, outside=SWITCHERS)
        if isinstance(node.func, ast.Attribute) and node.func.attr in SWITCHES
    ]
    assert found == []


def test_no_bare_threads() -> None:
    """A new thread runs in public, whatever shop its maker was in."""
    found = [
        source.at(node)
        for source, node in nodes(ast.Call, outside=OTHER_PROGRAMS)
        if dotted(node).split(".")[-1] in THREADS
        and dotted(node).split(".")[0]
        in {*THREADS, "threading", "concurrent", "futures", "multiprocessing"}
    ]
    assert found == []


def test_no_search_path_is_written_into_sql() -> None:
    """Only what replays, sweeps or dumps schemas names one, and then SET LOCAL."""
    allowed = ("tenants/database/", "tenants/provisioning/", *OTHER_PROGRAMS)
    found = [
        source.at(node)
        for source, node in nodes(ast.Constant, outside=allowed)
        if isinstance(node.value, str)
        and "set search_path" in node.value.lower()
        and "set local search_path" not in node.value.lower()
    ]
    assert found == []


def test_every_signature_is_a_tenants() -> None:
    """django.core.signing has one key for all shops; tenants.accounts.signing salts it."""
    allowed = ("tenants/accounts/signing.py",)
    found = [
        source.at(node)
        for source, node in nodes(ast.ImportFrom, outside=allowed)
        if node.module == "django.core.signing"
        or (node.module == "django.core" and any(name.name == "signing" for name in node.names))
    ]
    found += [
        source.at(node)
        for source, node in nodes(ast.Call)
        if isinstance(node.func, ast.Attribute)
        and node.func.attr in ("set_signed_cookie", "get_signed_cookie")
    ]
    assert found == []


def test_no_cookie_has_a_domain() -> None:
    found = [
        source.at(node)
        for source, node in nodes(ast.Call)
        if isinstance(node.func, ast.Attribute)
        and node.func.attr == "set_cookie"
        and any(keyword.arg == "domain" for keyword in node.keywords)
    ]
    assert found == []


def test_no_signals_for_domain_flow() -> None:
    found = [
        source.at(decorator)
        for source, node in nodes(ast.FunctionDef)
        for decorator in node.decorator_list
        if dotted(decorator).split(".")[-1] == "receiver"
    ]
    assert found == []


def test_times_are_aware() -> None:
    """datetime.now() and friends without a zone are the machine's, not the shop's."""
    naive = {"datetime.utcnow", "datetime.datetime.utcnow", "date.today", "datetime.date.today"}
    bare = {"datetime.now", "datetime.datetime.now"}
    found = [
        source.at(node)
        for source, node in nodes(ast.Call, outside=("platform/devservices/",))
        if dotted(node) in naive or (dotted(node) in bare and not node.args and not node.keywords)
    ]
    assert found == []


def test_the_domain_reads_the_kernels_clock() -> None:
    """kernel.clock travels in tests; django.utils.timezone does not."""
    domain = ("storefront/", "loyalty/", "platform/ledger/", "platform/kernel/")
    found = [
        source.at(node)
        for source, node in nodes(ast.Attribute)
        if dotted(node) == "timezone.now" and source.within(*domain)
    ]
    assert found == []


def test_no_drawers_for_everything() -> None:
    names = {"utils.py", "helpers.py", "common.py", "misc.py"}
    assert [s.path for s in sources() if s.path.rsplit("/", 1)[-1] in names] == []


def test_no_package_hides_one_of_pythons() -> None:
    assert not (ROOT / "platform" / "__init__.py").exists()
    folders = [path for path in (ROOT / "platform").iterdir() if path.is_dir()]
    packages = {path.name for path in folders if any(path.rglob("*.py"))}
    tops = {path.name for path in ROOT.iterdir() if path.is_dir() and path.name in TOPS}
    assert packages & set(sys.stdlib_module_names) == set()
    assert (tops - {"platform"}) & set(sys.stdlib_module_names) == set()


@pytest.mark.parametrize(
    "bad",
    ["with tenant:\n    pass", "with request.tenant:\n    pass"],
)
def test_the_search_finds_what_it_is_for(bad: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.architecture import sources as module

    fake = (module.Source("x.py", ast.parse(bad)),)
    monkeypatch.setattr(module, "sources", lambda: fake)
    with pytest.raises(AssertionError):
        test_a_tenant_is_never_a_context_manager()
