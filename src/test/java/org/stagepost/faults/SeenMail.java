package org.stagepost.faults;

import java.time.Instant;

/** A message as the verifier finds it: its number, the hash of its canonical bytes, its date and its flags in order. */
record SeenMail(String number, String hash, Instant received, String flags) {}
