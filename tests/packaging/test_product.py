"""What the installers say of the program agrees with the program."""

import tomllib

from installers.product import TOP, product

import briefpack
from briefpack import cli
from briefpack.app.carrying import MIME_TYPE


def test_version_id_and_licence_are_the_same_everywhere() -> None:
    project = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert product().version == briefpack.__version__ == project["version"]
    assert product().id == briefpack.PROGRAM_ID
    assert product().licence == project["license"]


def test_the_file_types_are_those_that_the_program_opens() -> None:
    types = product().types
    assert tuple(f".{each.extension}" for each in types) == cli.OPENED
    assert [each.mime for each in types if each.own] == [MIME_TYPE]
