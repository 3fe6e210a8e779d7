package org.stagepost.directory.ldap;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedModifyRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedModifyResult;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSimpleBindRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryOperationInterceptor;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPResult;
import com.unboundid.ldap.sdk.RDN;
import com.unboundid.ldap.sdk.ReadOnlyModifyRequest;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import com.unboundid.ldap.sdk.schema.AttributeTypeDefinition;
import com.unboundid.ldap.sdk.schema.Schema;
import com.unboundid.ldif.LDIFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.stagepost.credential.Secret;
import org.stagepost.credential.SecretReference;
import org.stagepost.directory.Directory;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.EndpointKind;
import org.stagepost.endpoint.Login;
import org.stagepost.endpoint.LoginStyle;
import org.stagepost.endpoint.Security;

/** A directory in memory with Exchange's attributes, and a record of every Modify that it was asked for. */
final class MemoryDirectory extends InMemoryOperationInterceptor implements AutoCloseable {
    static final String BASE = "ou=People,dc=example,dc=test";
    static final String PASSWORD = "bind-canary";
    private static final String PLAIN = "plain";
    private static final String TLS = "tls";
    static final String ADMIN = "cn=admin";
    private static final Path SCHEMA = Path.of("src/test/servers/slapd/exchange.schema");

    final List<ReadOnlyModifyRequest> modifies = new ArrayList<>();
    Runnable beforeModify = () -> {};
    Runnable afterModify = () -> {};
    final InMemoryDirectoryServer server;
    private final Map<String, LDAPResult> binds = new ConcurrentHashMap<>();

    MemoryDirectory() {
        this(List.of(), List.of());
    }

    /**
     * @param moreAttributes attribute types to add to the schema (RFC 4512 §4.1.2); every entry may hold them
     * @param rootAttributes what the root entry says instead of the server's own
     */
    MemoryDirectory(List<String> moreAttributes, List<Attribute> rootAttributes) {
        this(moreAttributes, rootAttributes, null);
    }

    /** @param certificate the server's; null when it speaks no TLS */
    MemoryDirectory(
            List<String> moreAttributes, List<Attribute> rootAttributes, @Nullable ThrowAwayCertificate certificate) {
        try {
            var config = new InMemoryDirectoryServerConfig("dc=example,dc=test");
            config.setSchema(schema(moreAttributes));
            config.addAdditionalBindCredentials(ADMIN, PASSWORD);
            config.setListenerConfigs(listeners(certificate));
            config.setCustomRootDSEAttributes(rootAttributes);
            config.addInMemoryOperationInterceptor(this);
            server = new InMemoryDirectoryServer(config);
            server.add("dn: dc=example,dc=test", "objectClass: domain", "dc: example");
            server.add("dn: " + BASE, "objectClass: organizationalUnit", "ou: People");
            server.startListening();
        } catch (LDAPException | LDIFException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<InMemoryListenerConfig> listeners(@Nullable ThrowAwayCertificate certificate)
            throws LDAPException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        if (certificate == null) {
            return List.of(InMemoryListenerConfig.createLDAPConfig(PLAIN, loopback, 0, null));
        }
        return List.of(
                InMemoryListenerConfig.createLDAPConfig(
                        PLAIN, loopback, 0, certificate.server().getSocketFactory()),
                InMemoryListenerConfig.createLDAPSConfig(
                        TLS, loopback, 0, certificate.server().getServerSocketFactory(), null));
    }

    private static Schema schema(List<String> moreAttributes) throws LDAPException {
        Entry added = new Entry("cn=schema", new Attribute("objectClass", "top", "ldapSubEntry", "subschema"));
        for (String line : lines()) {
            if (line.startsWith("attributetype ")) {
                added.addAttribute("attributeTypes", line.substring("attributetype ".length()));
            } else if (line.startsWith("objectclass ")) {
                added.addAttribute("objectClasses", line.substring("objectclass ".length()));
            }
        }
        moreAttributes.forEach(definition -> added.addAttribute("attributeTypes", definition));
        added.addAttribute(
                "objectClasses",
                "( 2.25.1 NAME 'anything' SUP top AUXILIARY MAY ( " + String.join(" $ ", names(moreAttributes))
                        + " ) )");
        added.addAttribute("objectClasses", "( 1.3.6.1.1.1.2.1 NAME 'shadowAccount' SUP top AUXILIARY MUST uid )");
        return Schema.mergeSchemas(Schema.getDefaultStandardSchema(), new Schema(added));
    }

    private static List<String> names(List<String> definitions) throws LDAPException {
        List<String> names = new ArrayList<>(List.of("description"));
        for (String definition : definitions) {
            names.add(new AttributeTypeDefinition(definition).getNameOrOID());
        }
        return names;
    }

    private static List<String> lines() {
        try {
            return Files.readAllLines(SCHEMA, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final String NO_OP = "1.3.6.1.4.1.4203.666.5.2";

    /** An entry under the base, with the classes of a mail user and {@code name: value} lines of its own. */
    String add(String cn, String... attributes) {
        Entry entry = new Entry("cn=placeholder," + BASE);
        entry.setDN(new RDN("cn", cn) + "," + BASE);
        entry.addAttribute("objectClass", "inetOrgPerson", "benchMailRecipient", "anything");
        entry.addAttribute("cn", cn);
        entry.addAttribute("sn", "x");
        for (String attribute : attributes) {
            String[] parts = attribute.split(": ", 2);
            entry.addAttribute(parts[0], parts[1]);
        }
        try {
            server.add(entry);
        } catch (LDAPException e) {
            throw new IllegalStateException(e);
        }
        return entry.getDN();
    }

    Entry entry(String dn) {
        try {
            return server.getEntry(dn);
        } catch (LDAPException e) {
            throw new IllegalStateException(e);
        }
    }

    Directory open() {
        return new LdapDirectoryConnector().open(endpoint(), Secret.of(PASSWORD));
    }

    Endpoint endpoint() {
        return endpoint(server.getListenPort(PLAIN), BASE);
    }

    /** Protected, and asked for as localhost: the name in the throw-away certificate. */
    Endpoint endpoint(Security security, String caFile) {
        int port = server.getListenPort(security == Security.TLS ? TLS : PLAIN);
        return endpoint(port, BASE, new Protection("localhost", security, caFile), ADMIN);
    }

    static Endpoint endpoint(int port, String baseDn) {
        return endpoint(port, baseDn, new Protection("127.0.0.1", Security.NONE, ""), ADMIN);
    }

    record Protection(String host, Security security, String caFile) {}

    static Endpoint endpoint(int port, String baseDn, Protection protection, String user) {
        Login login = Login.admin(LoginStyle.PLAIN, user, SecretReference.none());
        return Endpoint.at(
                        "people",
                        EndpointKind.LDAP,
                        protection.host(),
                        port,
                        org.stagepost.endpoint.Protection.of(protection.security(), protection.caFile()))
                .withLogin(login)
                .withBaseDn(baseDn);
    }

    /** For names that are no DNs, which only Active Directory takes: this answer, if the password is right. */
    void answersBindsOf(String user, ResultCode result, String said) {
        binds.put(user, new LDAPResult(0, result, said, null, new String[0], new Control[0]));
    }

    @Override
    public void processSimpleBindRequest(InMemoryInterceptedSimpleBindRequest request) throws LDAPException {
        LDAPResult answer = binds.get(request.getRequest().getBindDN());
        boolean right = PASSWORD.equals(request.getRequest().getPassword().stringValue());
        if (answer != null && right && answer.getResultCode().equals(ResultCode.SUCCESS)) {
            request.setRequest(new SimpleBindRequest(ADMIN, PASSWORD));
        } else if (answer != null) {
            throw new LDAPException(answer.getResultCode(), answer.getDiagnosticMessage());
        }
    }

    @Override
    public void processModifyRequest(InMemoryInterceptedModifyRequest request) {
        if (request.getRequest().getControlList().stream()
                .anyMatch(control -> control.getOID().equals(NO_OP))) {
            return; // only asks what may be written, and is refused because this server does not know it
        }
        modifies.add(request.getRequest());
        beforeModify.run();
    }

    @Override
    public void processModifyResult(InMemoryInterceptedModifyResult result) {
        afterModify.run();
    }

    @Override
    public void close() {
        server.shutDown(true);
    }
}
