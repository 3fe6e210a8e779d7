package org.stagepost.smtp;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import org.eclipse.angus.mail.util.WriteTimeoutSocket;

/**
 * Bounded in time in both directions, and read byte by byte: Jakarta Mail reads ahead, and would silently drop what a man
 * in the middle sends behind the reply to STARTTLS (CVE-2011-0411). So it is left for the TLS handshake to fail on.
 */
final class CautiousSocket extends WriteTimeoutSocket {
    CautiousSocket(Socket connected, int patienceMillis) throws IOException {
        super(connected, patienceMillis);
        setSoTimeout(patienceMillis);
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new FilterInputStream(super.getInputStream()) {
            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                return super.read(target, offset, Math.min(1, length));
            }
        };
    }
}
