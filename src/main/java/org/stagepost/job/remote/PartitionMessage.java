package org.stagepost.job.remote;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A text message about a partition: {@code {"version":1,"execution":7,"partition":42}}, and nothing else. */
record PartitionMessage(long execution, long partition) implements Reading {
    /** A message that says less than this version needs, or means something else by it, has another number. */
    static final int VERSION = 1;
    /** The queue that workers share. */
    static final String QUEUE = "stagepost.partitions";
    /** The topic where workers hint that something has ended. */
    static final String HINTS = "stagepost.ended";

    private static final int LONGEST = 1_000;
    private static final JsonMapper JSON = new JsonMapper();

    String text() {
        return "{\"version\":" + VERSION + ",\"execution\":" + execution + ",\"partition\":" + partition + "}";
    }

    /** Never makes an object of what came in: there are numbers, or there is nothing to read. */
    static Reading read(Message message) throws JMSException {
        if (!(message instanceof TextMessage words)) {
            return new Unreadable("it is no text");
        }
        String text = words.getText();
        return text == null || text.length() > LONGEST ? new Unreadable("it is empty or too long") : read(text);
    }

    private static Reading read(String text) {
        try {
            JsonNode json = JSON.readTree(text);
            long version = number(json, "version");
            if (version > VERSION) {
                return new Newer(version);
            }
            long execution = number(json, "execution");
            long partition = number(json, "partition");
            return version == VERSION && execution > 0 && partition > 0
                    ? new PartitionMessage(execution, partition)
                    : new Unreadable("version, execution or partition is missing");
        } catch (JacksonException e) {
            return new Unreadable("it is no JSON");
        }
    }

    /** 0 when there is none. */
    private static long number(JsonNode json, String name) {
        JsonNode value = json.path(name);
        return value.isIntegralNumber() && value.canConvertToLong() ? value.longValue() : 0;
    }
}
