import java.io.File;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Ends with 1 unless tests against real Artemis, Cyrus, dnsmasq, Dovecot, PostgreSQL and slapd ran, none skipped for want of a server. Arguments: report folders. */
class RequireServerTests {
    private static final List<String> SERVERS = List.of("Artemis", "Cyrus", "Dnsmasq", "Dovecot", "Postgres", "Slapd");

    public static void main(String[] folders) throws Exception {
        List<String> faults = new ArrayList<>();
        for (String server : SERVERS) {
            int ran = 0;
            for (Element test : tests(folders)) {
                if (test.getAttribute("classname").contains(server)) {
                    ran++;
                    if (wantedAServer(test)) {
                        faults.add("skipped: " + test.getAttribute("classname") + "." + test.getAttribute("name"));
                    }
                }
            }
            System.out.println("tests against real " + server + ": " + ran);
            if (ran == 0) {
                faults.add("no test ran against real " + server);
            }
        }
        faults.forEach(System.err::println);
        System.exit(faults.isEmpty() ? 0 : 1);
    }

    /** A test may skip what a server cannot do; it must not skip for want of the server. The words are RequiresServer's. */
    private static boolean wantedAServer(Element test) {
        NodeList skipped = test.getElementsByTagName("skipped");
        if (skipped.getLength() == 0) {
            return false;
        }
        String reason = ((Element) skipped.item(0)).getAttribute("message");
        return reason.contains("is not installed") || reason.contains("the servers need root");
    }

    private static List<Element> tests(String[] folders) throws Exception {
        List<Element> tests = new ArrayList<>();
        for (String folder : folders) {
            File[] reports = new File(folder).listFiles((parent, name) -> name.matches("TEST-.*\\.xml"));
            for (File report : reports == null ? new File[0] : reports) {
                NodeList found = DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(report)
                        .getElementsByTagName("testcase");
                for (int i = 0; i < found.getLength(); i++) {
                    tests.add((Element) found.item(i));
                }
            }
        }
        return tests;
    }
}
