package io.slipway.client.provisioning;

import java.io.IOException;
import java.util.Optional;

/** Where a new device finds what it is told. */
public interface FirstBootMedium {

    /**
     * What there is, if there is anything.
     *
     * @throws ProvisioningRefusedException if it makes no sense; the message says where and never quotes a value
     * @throws IOException if it cannot be read
     */
    Optional<FirstBoot> read() throws IOException, ProvisioningRefusedException;

    /**
     * Overwrites the secrets; does nothing where there are none any more. They are overwritten on the medium when this returns, as far as its file system and hardware write in
     * place.
     *
     * @throws IOException if they cannot be overwritten, for example because the medium is write-protected
     */
    void removeSecrets() throws IOException, ProvisioningRefusedException;
}
