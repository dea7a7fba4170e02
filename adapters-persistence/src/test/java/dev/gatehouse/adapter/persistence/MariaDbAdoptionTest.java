package dev.gatehouse.adapter.persistence;

class MariaDbAdoptionTest extends AdoptionContract implements OnMariaDb {}
