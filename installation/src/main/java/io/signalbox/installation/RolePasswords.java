package io.signalbox.installation;

/** Passwords of the three roles of one database; never shown. */
record RolePasswords(String owner, String app, String processor) {
    @Override
    public String toString() {
        return "***";
    }
}
