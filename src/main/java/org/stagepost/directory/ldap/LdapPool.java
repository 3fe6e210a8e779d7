package org.stagepost.directory.ldap;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionPool;
import com.unboundid.ldap.sdk.LDAPException;

/** A few bound connections. What fails on a connection that has died is done once more on a new one. */
final class LdapPool implements AutoCloseable {
    private final LDAPConnectionPool pool;

    LdapPool(LDAPConnectionPool pool) {
        this.pool = pool;
    }

    /** One request. It is made anew each time: the SDK's request objects keep the failure of a dead connection. */
    interface Operation<T> {
        T on(LDAPConnection connection) throws LDAPException;
    }

    <T> T run(Operation<T> operation) throws LDAPException {
        LDAPConnection connection = pool.getConnection();
        try {
            T result = operation.on(connection);
            pool.releaseConnection(connection);
            return result;
        } catch (LDAPException e) {
            if (!LdapFailures.isUnreachable(e)) {
                pool.releaseConnectionAfterException(connection, e);
                throw e;
            }
        }
        return runOn(pool.replaceDefunctConnection(connection), operation);
    }

    private <T> T runOn(LDAPConnection connection, Operation<T> operation) throws LDAPException {
        try {
            T result = operation.on(connection);
            pool.releaseConnection(connection);
            return result;
        } catch (LDAPException e) {
            pool.releaseConnectionAfterException(connection, e);
            throw e;
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
