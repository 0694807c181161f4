SUMMARY = "A/B update client for embedded Linux"
DESCRIPTION = "Installs signed updates into the slot that does not run, and goes back by itself if the new system is not healthy."
LICENSE = "Apache-2.0 & GPL-2.0-with-classpath-exception & EPL-2.0 & MIT & BSD-2-Clause & BSD-3-Clause & 0BSD"
LIC_FILES_CHKSUM = "file://${COMMON_LICENSE_DIR}/Apache-2.0;md5=89aea4e17d99a7cacdbeed46a0096b10"
NO_GENERIC_LICENSE[GPL-2.0-with-classpath-exception] = "copyright"

# The executable is built by ./slipway native and put beside this recipe, in files/, together with edge-client/packaging/slipway-client.service,
# client.properties and debian/copyright. Say otherwise in a slipway-client_%.bbappend, which also brings the settings of the device.
SRC_URI = "file://slipway-client file://slipway-client.service file://client.properties file://copyright"
S = "${UNPACKDIR}"
UNPACKDIR ??= "${WORKDIR}"

COMPATIBLE_HOST = "x86_64.*-linux"
COMPATIBLE_HOST:libc-musl = "null"
RDEPENDS:${PN} = "zlib"

inherit systemd
SYSTEMD_SERVICE:${PN} = "slipway-client.service"

do_configure[noexec] = "1"
do_compile[noexec] = "1"

do_install() {
    install -D -m 0755 ${UNPACKDIR}/slipway-client ${D}${bindir}/slipway-client
    install -D -m 0640 ${UNPACKDIR}/client.properties ${D}${sysconfdir}/slipway/client.properties
    install -D -m 0644 ${UNPACKDIR}/slipway-client.service ${D}${systemd_system_unitdir}/slipway-client.service
}

CONFFILES:${PN} = "${sysconfdir}/slipway/client.properties"

# It has no symbols, and its heap is a section that strip must not touch.
INHIBIT_PACKAGE_STRIP = "1"
INSANE_SKIP:${PN} = "already-stripped"
