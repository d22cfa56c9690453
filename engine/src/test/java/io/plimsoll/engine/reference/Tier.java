package io.plimsoll.engine.reference;

/** One step of a risk schedule. */
record Tier(long notionalFloor, long maintenanceRate, int leverageMax) {}
