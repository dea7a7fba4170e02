/** A module of another team, put into a folder of the finished service. */
@NullMarked
package com.example.dropin;

import org.jspecify.annotations.NullMarked;
