// Kinds of which only author, key and duty are checked: no figure that the program computes rests
// on what they say. Their words stand in the ledger for people to read. Of petitions the day is
// kept, before which nobody can have signed what came of them (V14).
#include "base/date.h"
#include "verify/body.h"
#include "verify/replay.h"

namespace recanvass::verify {
namespace {

void read_nothing(Replay&, const Said&) {}

void note_filed(Record& record, const base::Json& petition) {
  const auto filed = base::LocalTime::parse(text_or_empty(petition, "filed_at"));
  if (!filed || (record.petition_day && *record.petition_day <= filed->day)) return;
  record.petition_day = filed->day;
}

void read_petition(Replay& replay, const Said& said) { note_filed(replay.record, said.body); }

void read_precinct_petitions(Replay& replay, const Said& said) {
  const base::Json* petitions = records_of(said.body, "petitions");
  if (petitions == nullptr) return;
  for (const base::Json& petition : *petitions) note_filed(replay.record, petition);
}

void read_petition_ruling(Replay& replay, const Said& said) {
  replay.record.petition_rulings.push_back(said.position);
}

void add(std::vector<Kind>& kinds, std::initializer_list<const char*> names,
         const std::vector<const char*>& roles, bool needs_two) {
  for (const char* name : names) kinds.push_back({name, roles, needs_two, read_nothing});
}

}  // namespace

std::vector<Kind> listed_kinds() {
  const std::vector<const char*> state = {"state-officer"};
  const std::vector<const char*> officers = {"state-officer", "county-officer"};
  const std::vector<const char*> askers = {"petitioner", "state-officer", "county-officer"};
  const std::vector<const char*> boards = {"board-member", "county-officer", "state-officer"};
  const std::vector<const char*> closers = {"supervisor", "board-member", "county-officer",
                                            "state-officer"};
  const std::vector<const char*> anybody = {"board-member",  "county-officer", "supervisor",
                                            "state-officer", "petitioner",     "observer"};
  std::vector<const char*> those_who_count_too = anybody;
  those_who_count_too.push_back("counter");
  std::vector<Kind> kinds;
  kinds.push_back({"petition.file", askers, false, read_petition});
  kinds.push_back({"petition.precinct", askers, false, read_precinct_petitions});
  kinds.push_back({"petition.rule", state, false, read_petition_ruling});
  add(kinds, {"petition.withdraw"}, askers, false);
  add(kinds, {"trigger.record", "trigger.waive"}, state, false);
  add(kinds, {"rollback.record"}, state, true);
  add(kinds,
      {"county.computed", "districts.set", "equipment.set", "plan.set", "progress.report",
       "calendar.set", "notice.give", "machine.register"},
      officers, false);
  add(kinds, {"vvpat.audit"}, {"state-officer", "county-officer", "supervisor"}, false);
  add(kinds, {"equipment.examine"}, boards, false);
  add(kinds, {"fund.goal", "fund.raised", "fund.book", "fund.refund"},
      {"petitioner", "state-officer"}, false);
  add(kinds, {"motion.make", "motion.vote"}, boards, false);
  add(kinds, {"minute.add"}, closers, false);
  add(kinds, {"claim.register"}, {"board-member", "county-officer", "state-officer", "petitioner"},
      false);
  add(kinds, {"claim.examine", "claim.status"}, boards, false);
  add(kinds, {"discrepancy.open", "discrepancy.cause"}, closers, false);
  add(kinds, {"discrepancy.close", "discrepancy.reopen"}, closers, true);
  add(kinds, {"objection.standing", "objection.withdraw"}, anybody, false);
  add(kinds, {"objection.envelope", "objection.batch"}, those_who_count_too, false);
  add(kinds, {"objection.rule"}, boards, false);
  return kinds;
}

}  // namespace recanvass::verify
