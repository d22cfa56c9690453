package io.plimsoll.engine.reference;

/** One step of a maintenance schedule. */
record Tier(long notionalFloor, long quantityFloor, long maintenanceRate, int leverageMax) {}
