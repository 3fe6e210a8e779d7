package org.stagepost.migration;

import java.util.List;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.ProbeStage;

/** Tests an endpoint of any kind stage by stage with its own login; never throws for what a server does. */
public interface EndpointProbe {
    /** @param mailbox a mailbox for the administrator's login to open, as the server calls it; empty for none */
    List<ProbeStage> probe(Endpoint endpoint, String mailbox);
}
