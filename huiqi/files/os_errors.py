"""Why the system could not do something with a file, in Chinese whatever language it speaks."""

from __future__ import annotations

import errno

_REASONS = {
    "ENOSPC": "磁盘空间不足", "EDQUOT": "超出磁盘配额", "EFBIG": "文件太大",
    "EACCES": "没有权限", "EPERM": "系统不允许", "EROFS": "磁盘或文件夹只读",
    "ENOENT": "没有这个文件或文件夹", "EEXIST": "已经存在", "ENOTEMPTY": "文件夹不是空的",
    "ENOTDIR": "路径中有一处不是文件夹", "EISDIR": "是文件夹，不是文件", "EXDEV": "不在同一个磁盘上",
    "ENAMETOOLONG": "名称太长", "EINVAL": "名称或参数不合格", "EILSEQ": "名称中有不能用的字符",
    "EBUSY": "正被其他程序使用", "ETXTBSY": "正被其他程序使用", "EAGAIN": "正被其他程序使用",
    "ELOOP": "链接互相指向", "EMFILE": "打开的文件太多", "ENFILE": "打开的文件太多",
    "EIO": "磁盘读写出错", "ENODEV": "没有这个磁盘", "ENXIO": "没有这个磁盘", "ESTALE": "网络文件夹已断开",
    "EHOSTUNREACH": "连接不到主机", "ECONNREFUSED": "对方拒绝连接", "ETIMEDOUT": "连接超时",
    "EADDRINUSE": "端口正被其他程序使用", "EADDRNOTAVAIL": "没有这个地址", "ENOMEM": "内存不足",
}  # fmt: skip
_BY_NUMBER = {getattr(errno, name): said for name, said in _REASONS.items() if hasattr(errno, name)}
# Windows tells them by numbers of its own, and most others as one of the above.
_ON_WINDOWS = {32: "正被其他程序使用", 33: "正被其他程序使用", 53: "找不到网络路径", 64: "网络文件夹已断开",
               112: "磁盘空间不足", 206: "路径太长"}  # fmt: skip


def explain_os_error(error: OSError | UnicodeError) -> str:
    """Return the reason of an error of the system; its number where there is no word for it."""
    if isinstance(error, UnicodeError):
        return _REASONS["EILSEQ"]
    if isinstance(error, TimeoutError):
        return _REASONS["ETIMEDOUT"]
    windows = _ON_WINDOWS.get(getattr(error, "winerror", None) or 0)
    return windows or _BY_NUMBER.get(error.errno or 0) or f"系统错误 {error.errno or '不明'}"
