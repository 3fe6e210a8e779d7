package org.stagepost.sync;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.stagepost.mailbox.WireTap;

/** Counts calls and durable writes, and crashes before or after a chosen one. */
final class CrashingTap implements WireTap {
    private final List<String> calls = new ArrayList<>();
    private final Map<String, Runnable> reactions = new HashMap<>();
    private int crashAt = Integer.MAX_VALUE;
    private boolean afterEffect;

    /** @param step from 0 */
    synchronized void crashAt(int step, boolean effectHappens) {
        calls.clear();
        crashAt = step;
        afterEffect = effectHappens;
    }

    void heal() {
        crashAt(Integer.MAX_VALUE, false);
    }

    /** Something happens on a server at the moment of a call. */
    synchronized void onCall(String call, Runnable reaction) {
        reactions.put(call, reaction);
    }

    synchronized List<String> calls() {
        return List.copyOf(calls);
    }

    /** Those that change something: on the target or in the journal. */
    List<String> writes() {
        return calls.stream()
                .filter(call -> call.matches("(append|store|create|subscribe|save) .*"))
                .toList();
    }

    @Override
    public synchronized void before(String call) {
        calls.add(call);
        reactions.getOrDefault(call, () -> {}).run();
        if (calls.size() - 1 == crashAt && !afterEffect) {
            throw new Crash("before " + call);
        }
    }

    @Override
    public synchronized void after(String call) {
        if (calls.size() - 1 == crashAt && afterEffect) {
            throw new Crash("after " + call);
        }
    }
}
