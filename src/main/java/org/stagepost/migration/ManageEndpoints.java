package org.stagepost.migration;

import java.util.List;
import java.util.Optional;
import org.stagepost.credential.SecretReference;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.EndpointCatalog;
import org.stagepost.endpoint.ProbeRequest;
import org.stagepost.endpoint.ProbeStage;
import org.stagepost.endpoint.TokenGrant;

/** Creates, tests and removes stored endpoints. */
public final class ManageEndpoints {
    private final EndpointCatalog catalog;
    private final EndpointProbe probe;

    public ManageEndpoints(EndpointCatalog catalog, EndpointProbe probe) {
        this.catalog = catalog;
        this.probe = probe;
    }

    /**
     * Tests first and stores only an endpoint that passes every stage.
     *
     * @return the stages; look at the last one
     */
    public List<ProbeStage> create(Endpoint endpoint, ProbeRequest request) {
        List<ProbeStage> stages = probe.probe(endpoint, request);
        if (stages.stream().allMatch(ProbeStage::passed)) {
            catalog.save(probe.renewed(endpoint));
        }
        return stages;
    }

    /** Stores without reaching the server, in place of one of the same name. */
    public void createUnverified(Endpoint endpoint) {
        catalog.save(endpoint);
    }

    /**
     * A test that opens a row's mailbox as a batch does.
     *
     * @param asTarget with the row's login for the target instead of that for the source, and written to
     */
    public static ProbeRequest request(Endpoint endpoint, UserRow row, boolean asTarget) {
        String userName = asTarget ? row.targetUserName() : row.userName();
        return new ProbeRequest(
                MailboxLogins.mailbox(endpoint, row, userName),
                asTarget ? row.targetPassword() : row.password(),
                asTarget);
    }

    /** As {@link EndpointProbe#renewed}. */
    public Endpoint renewed(Endpoint tested) {
        return probe.renewed(tested);
    }

    /**
     * Keeps what a test that failed had a typed refresh token replaced with: the typed one may be used up.
     *
     * @return the reference that leads to it; empty when nothing was replaced
     */
    public Optional<String> keepRefreshToken(Endpoint tested) {
        return probe.renewed(tested)
                .login()
                .oauth()
                .map(TokenGrant::refreshToken)
                .filter(token -> tested.login()
                        .oauth()
                        .filter(typed -> revealed(typed.refreshToken()).equals(revealed(token)))
                        .isEmpty())
                .map(token ->
                        catalog.keepRefreshToken(tested.name(), token.literal()).toString());
    }

    private static String revealed(SecretReference token) {
        return token.literal().reveal();
    }

    /** As {@link EndpointProbe#probe}. */
    public List<ProbeStage> test(Endpoint endpoint, ProbeRequest request) {
        return probe.probe(endpoint, request);
    }
}
