/** The office itself: its tree of grids, its officers and their roles in areas, its matters and its working calendar. */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"platform"})
package gridwork.street;
