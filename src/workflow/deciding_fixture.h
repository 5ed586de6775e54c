// For tests only: the two units of the counting fixture, counted and signed off. In W1 choice a got
// 91 votes where 90 were reported; W2 is as it was. Figures are invented.
#pragma once

#include "workflow/counting_fixture.h"
#include "workflow/view.h"

namespace recanvass::workflow::fixture {

/// Lets a two-person act take effect; gives the causes of a refusal at either step.
inline Causes do_with_second(Operation& operation, const Command& command,
                             const std::string& second) {
  const std::uint64_t position = operation.entries;
  Causes causes = do_command(operation, command);
  if (!causes.empty()) return causes;
  return do_command(operation, command_of("approve", second, {{"entry", position}}));
}

inline void count_batch(Operation& operation, const std::string& batch, std::int64_t ballots,
                        std::int64_t a, std::int64_t b) {
  for (const char* team : {"team-1", "team-2"}) {
    RECANVASS_CHECK(do_command(operation, tally(team, batch, ballots, a, b)).empty());
  }
}

inline void sign_off_unit(Operation& operation, const std::string& unit) {
  RECANVASS_CHECK(
      do_command(operation, command_of("count.sign-off", "clerk", {{"unit", unit}})).empty());
}

inline Operation operation_counted() {
  Operation operation = operation_ready();
  count_batch(operation, "B1", 100, 60, 38);
  count_batch(operation, "B2", 50, 31, 17);
  count_batch(operation, "B3", 10, 4, 6);
  sign_off_unit(operation, "W1");
  sign_off_unit(operation, "W2");
  return operation;
}

inline Command cause_for(const std::string& unit, const std::string& code) {
  return command_of("cause.assign", "clerk",
                    {{"unit", unit}, {"cause", code}, {"words", "so"}, {"minute", "page 3"}});
}

inline Command statement(const std::string& county) {
  return command_of(
      "county.statement", "clerk",
      {{"county", county}, {"signed_by", {"Lee", "Kim"}}, {"signed_at", "2016-12-12T17:00"}});
}

inline Command certificate() {
  return command_of(
      "certificate.issue", "wec",
      {{"result_set", "recount"}, {"authority", "State board"}, {"signed_at", "2016-12-12T19:00"}});
}

inline base::Json view_of(const Operation& operation, const std::string& name,
                          const ViewRequest& request = {}) {
  return view_named(name)->build(operation, request);
}

/// As the state officer sees it.
inline base::Json officers_view(const Operation& operation, const std::string& name,
                                const std::string& unit = "") {
  return view_of(operation, name,
                 {.viewer = &operation.people.accounts.at("wec"), .county = "", .unit = unit});
}

}  // namespace recanvass::workflow::fixture
