################################################################################
#
# slipway-client
#
################################################################################

SLIPWAY_CLIENT_VERSION = 0.1.0
SLIPWAY_CLIENT_PACKAGING = $(call qstrip,$(BR2_PACKAGE_SLIPWAY_CLIENT_PACKAGING))
SLIPWAY_CLIENT_SITE = $(SLIPWAY_CLIENT_PACKAGING)
SLIPWAY_CLIENT_SITE_METHOD = local
SLIPWAY_CLIENT_LICENSE = Apache-2.0, GPL-2.0-with-classpath-exception, EPL-2.0, MIT, BSD-2-Clause, BSD-3-Clause, 0BSD
SLIPWAY_CLIENT_LICENSE_FILES = debian/copyright
SLIPWAY_CLIENT_DEPENDENCIES = zlib

define SLIPWAY_CLIENT_INSTALL_TARGET_CMDS
	$(INSTALL) -D -m 0755 $(SLIPWAY_CLIENT_PACKAGING)/../target/slipway-client $(TARGET_DIR)/usr/bin/slipway-client
	$(INSTALL) -D -m 0640 $(@D)/client.properties $(TARGET_DIR)/etc/slipway/client.properties
endef

define SLIPWAY_CLIENT_INSTALL_INIT_SYSTEMD
	$(INSTALL) -D -m 0644 $(@D)/slipway-client.service $(TARGET_DIR)/usr/lib/systemd/system/slipway-client.service
endef

$(eval $(generic-package))
