"""What is written about Walkalong is true: settings, commands, pictures, versions and rooms."""

import ast
import configparser
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import BaseModel
from typer.main import get_command

from bot.cli import app
from bot.environment import _SECRETS, PREFIX, Environment
from bot.tables import Tables, template
from care.help_lines import HelpLine
from nudges.courtesy import Why
from wording import say

HOUSE = Path(__file__).parent.parent
README = HOUSE / "README.md"
PAGES = sorted([*HOUSE.glob("*.md"), *(HOUSE / "docs").rglob("*.md")])
LINK = re.compile(r"\]\(([^)\s]+)\)|<img [^>]*src=\"([^\"]+)\"")
CODE = re.compile(r"^```\w*\n(.*?)^```|`([^`\n]+)`", re.MULTILINE | re.DOTALL)
NOBODY_MEETS_YET = {Why.CARE}  # docs/coordinators.md says nothing of the word check's hold yet
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


def text(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def code(page: Path) -> Iterator[str]:
    """Yield every piece of code in a page: blocks, and words between backticks."""
    return (block or words for block, words in CODE.findall(text(page)))


def links(page: Path) -> list[str]:
    found = [target or source for target, source in LINK.findall(text(page))]
    return [link for link in found if not link.startswith("http")]


def anchors(page: Path) -> set[str]:
    """Return what a page's headings are linked by."""
    return {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in HEADING.findall(text(page))}


def leads_somewhere(page: Path, link: str) -> bool:
    name, _, anchor = link.partition("#")
    target = page.parent / name if name else page
    return target.is_file() and (not anchor or anchor in anchors(target))


def said_in(pages: list[Path], pattern: str) -> set[str]:
    return {found for page in pages for piece in code(page) for found in re.findall(pattern, piece)}


def targets() -> set[str]:
    phony = re.search(r"^\.PHONY: (.+)$", text(HOUSE / "Makefile"), re.MULTILINE)
    assert phony is not None
    return set(phony[1].split())


def commands() -> dict[str, set[str]]:
    """Return each command with its options that are not hidden and its subcommands."""
    top = getattr(get_command(app), "commands")  # noqa: B009  a group's, whichever Click it comes from
    return {
        name: set(getattr(command, "commands", {}))
        | {option for each in command.params if not getattr(each, "hidden", False) for option in each.opts}
        for name, command in top.items()
    }


def imported_rooms(room: str, rooms: set[str]) -> set[str]:
    """Return the rooms that the files of one room import."""
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in (HOUSE / room).rglob("*.py"))
    named = {
        name.partition(".")[0]
        for tree in trees
        for node in ast.walk(tree)
        for name in (
            [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else []
        )
    }
    return (named & rooms) - {room}


def test_the_readme_is_read_in_one_sitting() -> None:
    assert len(text(README).splitlines()) <= 150


@pytest.mark.parametrize("name", sorted(Environment.model_fields))
def test_every_variable_is_in_the_readme(name: str) -> None:
    names = [PREFIX + name.upper()] + ([f"{PREFIX}{name.upper()}_FILE"] if name in _SECRETS else [])

    assert [one for one in names if f"`{one}`" not in text(README)] == []


def test_no_page_names_a_variable_that_does_not_exist() -> None:
    known = {PREFIX + name.upper() for name in Environment.model_fields}
    known |= {f"{PREFIX}{name.upper()}_FILE" for name in _SECRETS}

    assert {name for page in PAGES for name in re.findall(r"WALKALONG_[A-Z_]+", text(page))} <= known


def test_every_key_of_the_toml_file_is_in_the_readme() -> None:
    tables = tomllib.loads(template())
    keys = {f"[{name}]" for name in tables} | {key for table in tables.values() for key in table}
    keys |= {"[[help_lines]]", *HelpLine.model_fields}

    assert {key for key in keys if f"`{key}`" not in text(README)} == set()


def test_the_template_holds_every_table_there_is() -> None:
    parts = {
        name: set(field.annotation.model_fields)
        for name, field in Tables.model_fields.items()
        if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel)
    }

    written = {name: set(table) for name, table in tomllib.loads(template()).items()}

    plain = {"reading_hours": {"days", "opens", "closes"}, "low_star": {"safe", "home", "health", "drop"}}
    assert written == parts | plain


def test_every_make_target_is_documented_and_every_documented_one_exists() -> None:
    assert said_in(PAGES, r"\bmake ([a-z]+)") == targets()


def test_every_command_is_documented_and_every_documented_one_exists() -> None:
    said = said_in(PAGES, r"\bwalkalong ([a-z]+(?:-[a-z]+)*)(?![/.])")

    assert said == set(commands())


@pytest.mark.parametrize("name", sorted(commands()))
def test_every_option_is_documented(name: str) -> None:
    said = " ".join(piece for page in PAGES for piece in code(page))

    wanted = {option for option in commands()[name] if option not in ("role", "number")}

    assert {option for option in wanted if option not in said} == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(HOUSE)))
def test_every_link_and_picture_leads_somewhere(page: Path) -> None:
    assert [link for link in links(page) if not leads_somewhere(page, link)] == []


@pytest.mark.parametrize("name", ["privacy.md", "safety.md"])
def test_every_claim_leads_to_a_test_that_exists(name: str) -> None:
    page = text(HOUSE / "docs" / name)
    proofs = dict(re.findall(r"^\[([\w-]+)\]: (\S+ \"\w+\")$", page, re.MULTILINE))

    claims = re.findall(r"\[T\](?:\[([\w-]+)\])?", page)
    lost = [proof for proof in proofs.values() if not is_a_test(*proof.split())]

    assert claims.count("") == 1  # where the mark is explained
    assert set(claims) - {""} == set(proofs)
    assert lost == []


def is_a_test(path: str, name: str) -> bool:
    return f"def {name.strip(chr(34))}(" in text(HOUSE / "docs" / path)


def test_every_picture_is_shown_somewhere() -> None:
    shown = {(page.parent / link).resolve() for page in PAGES for link in links(page)}

    assert [
        path.name for path in (HOUSE / "docs" / "pictures").iterdir() if path.resolve() not in shown
    ] == []


def test_every_decision_is_in_the_list() -> None:
    folder = HOUSE / "docs" / "decisions"

    listed = set(links(folder / "README.md"))

    assert listed == {page.name for page in folder.glob("*.md")} - {"README.md"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(HOUSE)))
def test_every_file_of_ours_that_is_named_exists(page: Path) -> None:
    rooms = "bot|handlers|nudges|reports|storage|star|care|wording|sandbox|tests|docs"
    named = [found for piece in code(page) for found in re.findall(rf"^(?:{rooms})/[\w./-]*\w/?", piece)]

    assert [path for path in named if "<" not in path and not (HOUSE / path).exists()] == []


def test_the_newest_version_in_the_changelog_is_this_one() -> None:
    newest = re.search(r"^## (\S+)", text(HOUSE / "CHANGELOG.md"), re.MULTILINE)
    project = tomllib.loads(text(HOUSE / "pyproject.toml"))["project"]

    assert newest is not None
    assert newest[1] == project["version"]


def test_the_table_of_rooms_says_what_may_be_imported() -> None:
    rows = re.findall(r"^\| `(\w+)` \| [^|]+ \|([^|]*)\|$", text(HOUSE / "CONTRIBUTING.md"), re.MULTILINE)
    may = {room: set(re.findall(r"`(\w+)`", others)) for room, others in rows}
    contracts = configparser.ConfigParser()
    contracts.read(HOUSE / ".importlinter")
    layers = [
        set(re.findall(r"\w+", line))
        for line in contracts["importlinter:contract:rooms"]["layers"].split("\n")
        if line
    ]
    below = {room: set().union(*layers[at + 1 :]) for at, layer in enumerate(layers) for room in layer}

    assert set(may) == set(contracts["importlinter"]["root_packages"].split())
    for room, others in may.items():
        assert imported_rooms(room, set(may)) <= others <= below[room], room


@pytest.mark.parametrize("why", sorted(set(Why) - NOBODY_MEETS_YET))
def test_coordinators_find_every_reason_why_a_nudge_waits(why: Why) -> None:
    assert say(why) in text(HOUSE / "docs" / "coordinators.md")


def test_no_page_names_a_path_of_somebodys_machine() -> None:
    elsewhere = re.compile(r"(?:^|[\s`'\"=(])(/(?:home|root|Users|tmp|work|mnt)/\S*|[A-Z]:\\\S*)")

    assert {page.name: found for page in PAGES if (found := elsewhere.findall(text(page)))} == {}
