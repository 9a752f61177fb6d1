# Debian packages, for what no language's own registry provides.

apt_updated=

as_root() {
  if ((EUID == 0)); then
    "$@"
  elif [[ -t 0 ]]; then
    sudo "$@"
  else
    sudo -n "$@"
  fi
}

# need WHAT-FOR PACKAGE…: installs Debian packages, or says in one line what is missing.
need() {
  local purpose=$1
  shift
  has apt-get || die "$purpose is missing; install it by hand (on Debian: $*)"
  ((EUID == 0)) || has sudo || die "$purpose is missing; run as root: apt-get install $*"
  if [[ -z $apt_updated ]]; then
    step "updating the package lists" quietly as_root apt-get update -qq || say "package lists are not fresh; going on"
    apt_updated=yes
  fi
  step "installing $purpose ($*)" quietly as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install -qq -y --no-install-recommends "$@" || die "cannot install $purpose; try: apt-get install $*"
}

# A bare Debian has no root certificates, and without them no registry can be trusted.
use_certificates() {
  ! has apt-get || [[ -s /etc/ssl/certs/ca-certificates.crt ]] || need "root certificates" ca-certificates
}
