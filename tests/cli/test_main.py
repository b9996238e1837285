"""The console command: which words it knows, and how it refuses."""

import importlib
import subprocess
import sys

import pytest

from buranakan.cli import main as cli
from buranakan.lib.rules import RuleBroken


@pytest.mark.parametrize("name", cli.COMMANDS)
def test_every_word_opens_a_module_with_both_doors(name):
    module = importlib.import_module(cli.COMMANDS[name].module)
    assert (callable(module.add_arguments), callable(module.run)) == (True, True)


def test_an_unknown_word_is_refused_with_the_list(capsys):
    assert cli.main(["fly"]) == cli.USAGE_ERROR
    assert capsys.readouterr().err == f"buranakan: there is no command 'fly'\n\n{cli.overview()}\n"


@pytest.mark.parametrize("words", [[], ["--help"], ["help"]])
def test_without_a_word_the_list_is_shown(capsys, words):
    assert cli.main(words) == 0
    assert capsys.readouterr().out == f"{cli.overview()}\n"


def test_a_broken_rule_is_told_with_its_code(capsys):
    class Refusing:
        @staticmethod
        def add_arguments(parser):
            parser.add_argument("file")

        @staticmethod
        def run(arguments):
            raise RuleBroken("empty_file", "%(file)s is empty.", file=arguments.file)

    assert cli.run(Refusing, name="read", says="read a file", words=["a.txt"]) == 1
    assert capsys.readouterr().err == "read: a.txt is empty. [empty_file]\n"


@pytest.mark.parametrize(
    "name",
    [name for name, command in cli.COMMANDS.items() if not command.needs_django and not command.sets_up_django],
)
def test_a_command_that_needs_no_database_imports_no_django(name):
    module = cli.COMMANDS[name].module
    asked = f"import importlib, sys; importlib.import_module({module!r}); print('django' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert said.stdout == "False\n"
