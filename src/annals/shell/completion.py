"""`annals completion`: the script that lets a shell complete commands, options and paths."""

from __future__ import annotations

import click


@click.command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> None:
    """Print the completion script for SHELL.

    \b
    bash   eval "$(annals completion bash)"                                    in ~/.bashrc
    zsh    eval "$(annals completion zsh)"                                     in ~/.zshrc
    fish   annals completion fish > ~/.config/fish/completions/annals.fish
    """
    from click.shell_completion import get_completion_class

    from annals.shell.program import program

    found = get_completion_class(shell)
    assert found is not None, "the choice above lists what click offers"
    click.echo(found(program, {}, "annals", "_ANNALS_COMPLETE").source())
