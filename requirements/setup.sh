#!/usr/bin/env bash
# The set-up steps of the Makefile: setup.sh runtime | test | apt | fonts | audit
set -euo pipefail
cd "$(dirname "$0")/.."

die() {
    printf '%s\n' "$@" >&2
    exit 1
}

find_python() {
    local candidate
    for candidate in ${PYTHON:-} python3 python3.13 python3.12 python3.11; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$candidate"
            return
        fi
    done
    die "错误：没有找到 Python 3.11 或更新的版本。请安装后重试，或用 PYTHON=路径 make 指定。" \
        "Error: Python 3.11 or newer not found. Install it, or name it: PYTHON=path make"
}

become=()
become_root() {
    if [ "$(id -u)" != 0 ]; then
        sudo -n -l apt-get >/dev/null 2>&1 || return 1
        become=(sudo -n)
    fi
}

# A new machine may have no package lists yet.
update_lists() {
    become_root && "${become[@]}" apt-get update </dev/null
}

install_debian() {
    update_lists || return 1
    "${become[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y --no-install-recommends "$@" </dev/null
}

require_debian() {
    install_debian "$@" || die \
        "错误：缺少系统软件包，且无法自动安装：$*。请让管理员运行：apt-get install $*" \
        "Error: these Debian packages are missing and cannot be installed from here: $*"
}

install_missing() {
    local package missing=()
    while read -r package; do
        [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null)" = installed ] ||
            missing+=("$package")
    done <"$1"
    [ "${#missing[@]}" = 0 ] || require_debian "${missing[@]}"
}

# Debian's own may be older, and installing it would replace one that was chosen: it is only asked for.
require_node() {
    { node -e 'const [a, b] = process.versions.node.split("."); process.exit(a > 18 || a == 18 && b >= 16 ? 0 : 1)' &&
        npm --version; } >/dev/null 2>&1 || die \
        "错误：没有找到 Node.js 18.16 或更新的版本及 npm。请安装后重试。" \
        "Error: Node.js 18.16 or newer with npm not found. Install both and try again."
}

download() {
    (cd "$2" && apt-get download "$1" >/dev/null 2>&1)
}

# The package holds far more than fonts and asks for all of TeX: it is unpacked, not installed.
unpack_fonts() {
    local package=$1 folder=.cache/fonts work=.cache/fonts/work
    rm -rf "$work" && mkdir -p "$work"
    download "$package" "$work" || { update_lists && download "$package" "$work"; } || die \
        "错误：无法下载测试用的字体（Debian 软件包 $package）。请让管理员运行：apt-get update，再重试。" \
        "Error: the fonts for the tests (Debian package $package) cannot be downloaded."
    dpkg-deb --extract "$work"/*.deb "$work/files"
    find "$work/files" -name 'Fandol*-Regular.otf' -exec mv {} "$folder" \;
    rm -rf "$work"
}

make_venv() {
    # A copied or moved folder holds the old path in its scripts.
    if grep -qsF "$PWD/.venv" .venv/bin/activate && .venv/bin/python -m pip --version >/dev/null 2>&1; then
        return
    fi
    local python package
    python=$(find_python)
    # Debian ships ensurepip apart from Python, in a package named after the interpreter.
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        package="$(basename "$python")-venv"
        require_debian "$package"
    fi
    rm -rf .venv
    "$python" -m venv .venv
}

# The locks name everything, so nothing has to be worked out.
install_locked() {
    .venv/bin/python -m pip install --quiet --no-deps --require-hashes -r "$1"
}

case "${1:-}" in
    runtime)
        make_venv
        install_locked requirements/runtime.txt
        # setuptools is in the lock, so no unpinned copy of it is fetched for this.
        .venv/bin/python -m pip install --quiet --no-deps --no-build-isolation --editable .
        ;;
    test)
        install_locked requirements/test.txt
        ;;
    apt)
        install_missing requirements/apt-test.txt
        ;;
    fonts)
        unpack_fonts texlive-lang-chinese
        ;;
    audit)
        install_missing requirements/apt-audit.txt
        require_node
        (cd tests/audit && npm ci --silent) || die \
            "错误：无法安装测评工具（tests/audit/package.json）。请检查 npm 的软件源后重试。" \
            "Error: npm cannot install the tools of the audit (tests/audit/package.json)."
        ;;
    *)
        die "用法：setup.sh runtime | test | apt | fonts | audit"
        ;;
esac
