package org.stagepost.persistence.home;

import org.stagepost.credential.Secret;

/** Where a database is, and who logs in. */
record StoreLogin(String url, String user, Secret password) {}
