package org.stagepost.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.stagepost.mailbox.ItemHead;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.mailbox.ItemSummary;
import org.stagepost.mailbox.Marks;
import org.stagepost.mailbox.TargetMailbox;

class ConsignmentTest {
    @Test
    void sendsOnlyWhatWasAskedForAndThatOnce() throws IOException {
        World world = World.able();
        TargetMailbox target = world.target.target();
        PermittedMarks permitted = new PermittedMarks(target.open(World.INBOX).await());
        ItemFitter fitter = new ItemFitter(
                permitted, List.of(new ItemSummary(new ItemKey("1"), 1, Marks.NONE)), world.clock.instant());

        try (var writer = target.write(World.INBOX)) {
            Consignment consignment = new Consignment(
                    new ConsignmentTerms(fitter, new TransitSpace(world.spool), true),
                    List.of(new ItemKey("1"), new ItemKey("2")));
            consignment.begin(writer);
            for (String key : List.of("1", "1", "3")) {
                consignment.item(
                        new ItemHead(new ItemKey(key), World.JANUARY, Marks.NONE),
                        new ByteArrayInputStream(new byte[] {'x'}),
                        1);
            }
            writer.finish();

            assertThat(consignment.missing()).containsExactly(new ItemKey("2"));
        }
        assertThat(world.target.items(World.INBOX)).hasSize(1);
    }
}
