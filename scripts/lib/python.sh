# Python, and the packages of a requirements file in a virtual environment.

PYTHON_AT_LEAST=3.11

use_python() {
  has python3 && python3 -c 'import ensurepip, venv' 2>/dev/null || need "Python" python3 python3-venv
  python3 -c "import sys; sys.exit(sys.version_info < (${PYTHON_AT_LEAST/./, }))" ||
    die "Python $PYTHON_AT_LEAST or newer is needed, this is $(python3 --version)"
}

# use_packages NAME REQUIREMENTS: sets `python` to the interpreter that has them. Another file or another Python
# gets an environment of its own, so that clones can share them.
use_packages() {
  local home
  use_python
  home=$TOOLS/$1-$({ cat "$2"; python3 -VV; } | cksum | cut -d ' ' -f 1)
  [[ -f $home/complete ]] || step "installing $1, once" quietly install_packages "$home" "$2" || die "cannot install $1"
  python=$home/bin/python
}

install_packages() {
  rm -rf "$1"
  python3 -m venv "$1" && "$1/bin/python" -m pip install --quiet -r "$2" && touch "$1/complete"
}
