/** Clock, ids, transactions, problem details, security wiring: what every module stands on. No policy and no domain. */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(allowedDependencies = {})
package gridwork.platform;
