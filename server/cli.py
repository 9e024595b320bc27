"""The command line: `python -m server clean FILE… [--format] [--explain]`.

Answers go to standard output, everything else to standard error: progress, errors, explanations. Several
files are cleaned in parallel, each under the time budget, and come out in the order in which they were named.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Literal

from server import budget, explain, pipeline, render, settings
from server.model import Article, Limits, PageError, PageTooLarge
from server.render.formats import DEFAULT, every
from server.version import VERSION

Kind = Literal["html", "text"]
TEXT_FILES = (".txt", ".text", ".md")


@dataclass(frozen=True, slots=True)
class Job:
    """One file, and what to do with it."""

    name: str
    data: bytes | None
    """what came from standard input; None: the file is read where it is cleaned"""
    kind: Kind | None
    """None: told by the file's name, or by its first character"""
    url: str | None
    format: str
    explain: bool
    anyway: bool
    several: bool
    """other files are cleaned too, so the answer must say which one it is of"""


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one file: an answer, or the reason why there is none."""

    name: str
    answer: str = ""
    account: str = ""
    """what was removed and why, where that was asked for"""
    error: str | None = None


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    Returns:
        0 when every file was cleaned, 1 when one was not, 2 for a wrong setting or a wrong call.
    """
    wanted = parser().parse_args(arguments)
    try:
        limits = settings.read().limits
    except settings.SettingError as error:
        tell(f"clean: {error}")
        return 2
    if wanted.url and len(wanted.files) > 1:
        tell("clean: --url is the address of one file, and several were named")
        return 2
    if wanted.files.count("-") > 1:
        tell("clean: standard input can be read once")
        return 2
    failed = 0
    several = len(wanted.files) > 1
    jobs = [
        Job(
            name=name,
            data=sys.stdin.buffer.read() if name == "-" else None,
            kind=wanted.kind,
            url=wanted.url,
            format=wanted.format,
            explain=wanted.explain,
            anyway=wanted.anyway,
            several=several,
        )
        for name in wanted.files
    ]
    for number, result in enumerate(results(jobs, limits, wanted.jobs), 1):
        failed += result.error is not None
        report(result, f"[{number}/{len(jobs)}] " if several else "")
    return 1 if failed else 0


def parser() -> argparse.ArgumentParser:
    """The arguments that are understood."""
    top = argparse.ArgumentParser(prog="python -m server", description="Clean Copy without a service.")
    top.add_argument("--version", action="version", version=f"Clean Copy {VERSION}")
    command = top.add_subparsers(dest="command", required=True).add_parser(
        "clean",
        help="clean pages from files",
        description="Cleans saved pages. Answers go to standard output, everything else to standard error.",
    )
    command.add_argument("files", nargs="+", metavar="FILE", help="a saved page; - is standard input")
    command.add_argument("--format", choices=tuple(every()), default=DEFAULT, help="of the answer (default: json)")
    command.add_argument("--explain", action="store_true", help="say what was removed by which rule, and more")
    command.add_argument("--url", help="the address of the page, for its links and pictures")
    command.add_argument("--kind", choices=("html", "text"), help="of the files (default: by name and content)")
    command.add_argument("--anyway", action="store_true", help="give what is there where no article is")
    command.add_argument(
        "--jobs", type=positive, default=os.cpu_count() or 1, help="files at the same time (default: one a core)"
    )
    return top


def positive(value: str) -> int:
    """Reads a whole number above 0."""
    if not value.isdigit() or int(value) < 1:
        raise argparse.ArgumentTypeError("must be a whole number above 0")
    return int(value)


def results(jobs: Sequence[Job], limits: Limits, at_once: int) -> Iterator[Result]:
    """Every job's result, in the jobs' order; one that fails does not stop the others."""
    work = partial(clean, limits=limits)
    at_once = min(at_once, len(jobs))
    if at_once == 1:
        yield from map(work, jobs)
        return
    with ProcessPoolExecutor(at_once) as pool:
        for job, coming in [(job, pool.submit(work, job)) for job in jobs]:
            try:
                yield coming.result()
            except BrokenProcessPool:
                yield Result(job.name, error="the process that cleaned it ended before its time")


def clean(job: Job, limits: Limits) -> Result:
    """Clean one file. Whatever is wrong with it comes back as a sentence."""
    try:
        data = job.data if job.data is not None else bytes_of(Path(job.name), limits.max_bytes)
        with budget.within(limits.seconds):
            article = pipeline.clean(
                data,
                url=job.url,
                kind=job.kind or kind_of(job.name, data),
                limits=limits,
                anyway=job.anyway,
                checkpoint=budget.checkpoint,
            )
            answer = written(article, job)
            return Result(job.name, answer, explain.account(article) if job.explain else "")
    except PageError as error:
        return Result(job.name, error=str(error))
    except OSError as error:
        return Result(job.name, error=f"can't be read: {error.strerror}")


def bytes_of(path: Path, most: int) -> bytes:
    """A file's bytes.

    Raises:
        PageTooLarge: for a file over `most` bytes, which is not read.
        OSError: for a file that can't be read.
    """
    if path.stat().st_size > most:
        raise PageTooLarge(f"The file is larger than {most:,} bytes, the most that is taken.")
    return path.read_bytes()


def kind_of(name: str, data: bytes) -> Kind:
    """Whether a file holds a page's source or its text: by its name, from standard input by its first character."""
    if name == "-":
        return "html" if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<" else "text"
    return "text" if name.lower().endswith(TEXT_FILES) else "html"


def written(article: Article, job: Job) -> str:
    """The answer of one job. Of several JSON answers each is a line that begins with its file's name."""
    if job.format == "json":
        fields = render.to_dict(article)
        if job.several:
            return json.dumps({"file": job.name, **fields}, ensure_ascii=False)
        return json.dumps(fields, ensure_ascii=False, indent=2)
    text = every()[job.format].write(article).rstrip("\n")
    return f"==> {job.name} <==\n{text}\n" if job.several else text


def tell(line: str) -> None:
    """Write a line to standard error."""
    sys.stderr.write(line + "\n")


def report(result: Result, progress: str) -> None:
    """Write a result where it belongs."""
    if result.error is not None:
        tell(f"{progress}{result.name}: {result.error}")
        return
    if progress:
        tell(f"{progress}{result.name}: cleaned")
    sys.stdout.buffer.write((result.answer + "\n").encode("utf-8", "replace"))
    sys.stdout.buffer.flush()
    if result.account:
        tell(result.account)
