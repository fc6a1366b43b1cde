"""The way to a Dask cluster: which addresses are accepted, and which workers."""

from __future__ import annotations

import ipaddress
import logging
import re
import socket
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from huiqi.build.digests import Digests, digest_program
from huiqi.errors import HuiqiError
from huiqi.files.os_errors import explain_os_error
from huiqi.tool_versions import describe_tool_versions

if TYPE_CHECKING:
    from distributed import Client, Security

Program = tuple[str, str]

_ADDRESS = re.compile(r"(?:(tcp|tls)://)?(\[[0-9a-f:]+\]|[a-z0-9.-]+):([0-9]{1,5})", re.IGNORECASE)
_CONNECT = 10  # seconds
_ANSWER = 5  # seconds; a scheduler speaks first, and at once
SAME = "改法：在各台机器上安装同一版会期（见 CLUSTER.md），重新启动 worker。"


def check_address(address: str) -> str:
    """Return the address of a scheduler or a worker, complete.

    Raises:
        HuiqiError: facts are confidential; what can leave this machine must be encrypted.
    """
    match = _ADDRESS.fullmatch(address)
    if not match:
        raise HuiqiError(
            f"集群的地址应为 tls://主机:端口，实为 {address}。改法：核对地址，如 tls://10.0.0.5:8786。"
        )
    scheme, host = (match[1] or "tcp").lower(), match[2].lower()
    if scheme != "tls" and not _is_here(host.strip("[]")):
        raise HuiqiError(
            f"{address} 不加密，又不限于本机：会议事实不能明文传送。"
            "改法：按 CLUSTER.md 改用 tls://；只在本机的，启动时加 --host 127.0.0.1。"
        )
    return f"{scheme}://{host}:{match[3]}"


def _is_here(host: str) -> bool:
    with suppress(ValueError):
        return ipaddress.ip_address(host).is_loopback
    return host == "localhost"


@contextmanager
def open_client(address: str) -> Iterator[Client]:
    """Yield the client of a cluster; whatever it is still at in the end is given up.

    Raises:
        HuiqiError: an address that is refused, nobody there, or workers that cannot do the work.
    """
    address = check_address(address)
    try:
        from distributed import Client, Security
    except ImportError as error:
        raise HuiqiError(
            "没有安装 dask.distributed。改法：pip install 'huiqi[cluster]'，或按 CLUSTER.md 安装。"
        ) from error
    for name in ("distributed", "distributed.client", "tornado.application"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)  # errors are told in Chinese
    try:
        security = Security(require_encryption=True) if address.startswith("tls:") else Security()
        _knock(address, security)
        client = Client(address, timeout=_CONNECT, security=security, set_as_default=False)
    except (OSError, ValueError, RuntimeError) as error:
        said = explain_os_error(error) if isinstance(error, OSError) and error.errno else error
        raise HuiqiError(
            f"连接不上调度程序 {address}（{said}）。"
            "改法：核对地址和端口，核对调度程序在运行；tls:// 的，核对证书的设置（见 CLUSTER.md）。"
        ) from error
    with closing(client), client.as_current():
        _check_workers(client, address)
        yield client


def _knock(address: str, security: Security) -> None:
    """Hear the first byte that a scheduler says; Dask waits for it without end."""
    scheme, _, place = address.partition("://")
    host, _, port = place.rpartition(":")
    host = host.strip("[]")
    with socket.create_connection((host, int(port)), _ANSWER) as line:
        if scheme == "tls":
            context = security.get_connection_args("client")["ssl_context"]
            if context is None:
                raise ValueError("没有设置证书")
            with context.wrap_socket(line, server_hostname=host) as inner:
                answer = inner.recv(1)
        else:
            answer = line.recv(1)
    if not answer:
        raise ConnectionError("没有应答")


def _check_workers(client: Client, address: str) -> None:
    check_address(client.scheduler_info()["address"])
    threads = client.nthreads()
    if not threads:
        raise HuiqiError("集群上没有 worker。改法：按 CLUSTER.md 启动 dask worker，再运行一次。")
    several = [place for place, count in threads.items() if count > 1]
    if several:
        raise HuiqiError(
            f"worker 只能有一个线程，以下的有几个：{'、'.join(several)}。"
            "改法：用 dask worker --nthreads 1 --nworkers 数量 重新启动。"
        )
    found = client.run(describe_worker, on_error="return")
    _refuse_programs(found)
    for place, (_, listening) in found.items():
        for one in listening:
            if check_address(one).partition(":")[0] != address.partition(":")[0]:
                raise HuiqiError(f"{place} 与 {address} 的协议不同。改法：集群都用 tls://。")


def _refuse_programs(found: Mapping[str, Any]) -> None:
    own, differ = describe_program(), []
    for place, one in found.items():
        if isinstance(one, BaseException):
            differ.append(f"  {place}：没有安装会期，或版本太旧（{one}）")
        elif said := compare_programs(own, one[0]):
            differ.append(f"  {place}：{said}")
    if differ:
        raise HuiqiError("\n".join(["集群上的程序与本机的不同：", *differ, SAME]))


def describe_worker(dask_worker: Any) -> tuple[Program, list[str]]:
    """Return what program a worker has, and the addresses at which others reach it."""
    return describe_program(), [listener.listen_address for listener in dask_worker.listeners]


@cache
def describe_program() -> Program:
    """Return what bytes depend on beside the project: the program, by its digest, and its tools."""
    return digest_program(Digests(Path())), describe_tool_versions()


def compare_programs(own: Program, other: Program) -> str:
    """Say in what a worker's program differs from the own one; empty where in nothing."""
    here, there = (set(tools.splitlines()) for _, tools in (own, other))
    sides = (("没有", here - there), ("多出", there - here))
    names = [
        f"{side} {'、'.join(sorted(tool.removesuffix('.dist-info') for tool in tools))}"
        for side, tools in sides
        if tools
    ]
    return "；".join(names) or ("会期的程序文件不同" if own != other else "")


def refuse_program(own: Program, other: Program) -> None:
    """Refuse to work for another program than this worker's own.

    Raises:
        HuiqiError: names what differs.
    """
    if said := compare_programs(other, own):
        raise HuiqiError(f"集群上的程序与本机的不同：{said}。{SAME}")
