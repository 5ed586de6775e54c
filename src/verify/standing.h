// What figures stand: which units are counted again and how, what each came to, with challenged
// ballots as they were settled, and what counties and the whole add up to at this moment.
// Reads verify/record.h; read by the checks of statements, certificates and tables.
#pragma once

#include "verify/record.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>

namespace recanvass::verify {

/// Open: the second count is to come. Counted: its figures are given. Merged: signed off, in a
/// group that is stated. Held: signed off, in one that is not. Stands: none will come, the first
/// count's figures stand.
enum class Fate { Open, Counted, Merged, Held, Stands };

/// "hand", "machine" or "mixed", by the latest choice for the unit's county; "hand" where there is
/// none.
[[nodiscard]] std::string method_of(const Record& record, const std::string& unit);
/// Inside: counted again now. Later: if a later stage is due. Outside: its first count stands.
enum class Extent { Inside, Later, Outside };
[[nodiscard]] Extent extent_of(const Record& record, const std::string& unit);
/// The same, if these methods held.
[[nodiscard]] Extent extent_under(const Record& record, const std::vector<MethodSet>& methods,
                                  const std::string& unit);
/// The method that holds for a county; null: none was set.
[[nodiscard]] const MethodSet* method_for(const std::vector<MethodSet>& methods,
                                          const std::string& county);
/// Whether anything was counted of the unit again, given or withheld: an entry of a batch that was
/// not set aside, or a tape.
[[nodiscard]] bool has_second_figures(const Unit& unit, const Record& record);
/// Whether entries by hand of the unit, of all of it or of a part, are not of a tape's figures; not
/// where some are withheld.
[[nodiscard]] bool is_read_otherwise(const Record& record, const Unit& unit, const Figures& tape);
/// What entries by hand have of all of a unit's batches; no value while one is open, is withheld,
/// or none is left.
[[nodiscard]] std::optional<Figures> whole_by_hand(const Record& record, const Unit& unit);
/// "order O1" or "petition P1" that asks for the unit by the methods that cite orders and by the
/// petitions accepted after the latest of these; empty: nobody does.
[[nodiscard]] std::string who_asks_for(const Record& record, const std::vector<MethodSet>& methods,
                                       const std::string& unit);
/// Who asked for the unit, whatever a later order says; empty: nobody.
[[nodiscard]] std::string who_asked_for(const Record& record, const std::string& unit);
/// Whether a recount that the law orders by itself is recorded and was not waived by the loser.
[[nodiscard]] bool trigger_stands(const Record& record);
/// The unit keeps its first count by the method alone, although somebody asks for its second.
[[nodiscard]] bool is_left_out(const Record& record, const std::vector<MethodSet>& methods,
                               const std::string& unit);
/// Whether a machine counts the unit again: always, never, or where it has a tape.
[[nodiscard]] bool counts_by_machine(const Record& record, const std::string& unit);

[[nodiscard]] Fate fate_of(const Record& record, const std::string& unit);
/// The group of which the whole unit is a part; empty: none.
[[nodiscard]] std::string group_of(const Record& record, const std::string& unit);
/// What was counted of the ballots found, before settled challenges and a draw-down change it. No
/// value: the unit is not complete, or part of it is withheld and in no sum.
[[nodiscard]] std::optional<Figures> figures_as_counted(const Record& record,
                                                        const std::string& unit);
/// The draw-down that is taken off: the latest, while what was counted is what it was drawn from.
/// Null: none is.
[[nodiscard]] const DrawDown* draw_down_of(const Record& record, const std::string& unit);
/// Why settled challenges cannot move what they move out of a batch: its tally holds less of it, or
/// the batch would have more ballots than were listed or counted. Empty: they can, or its tally is
/// not given.
[[nodiscard]] std::vector<std::string> impossible_moves(const Record& record,
                                                        const std::string& batch);
/// Why what was counted of a unit cannot stand: the same of its batches, or a figure below zero.
[[nodiscard]] std::vector<std::string> impossible_words(const Record& record,
                                                        const std::string& unit);
/// What was counted, with settled challenges and without what was drawn out, signed off or not. No
/// value: as figures_as_counted.
[[nodiscard]] std::optional<Figures> figures_settled(const Record& record, const std::string& unit);
/// Figures of the second count. Fate Counted: always; else no value.
[[nodiscard]] std::optional<Figures> counted_figures(const Record& record, const std::string& unit);
/// Votes counted less votes reported, of choices that changed. No value: one of the two is not
/// known here.
[[nodiscard]] std::optional<std::map<std::string, std::int64_t>> changes_of(
    const Record& record, const std::string& unit);
/// The latest cause given for the change as it is; null: none.
[[nodiscard]] const CauseGiven* cause_of(const Record& record, const std::string& unit);

/// Of a county (of its returns), or of all when it is empty. No value: figures that are withheld
/// and in no sum have a part in it.
[[nodiscard]] std::optional<StandingParts> standing_parts(const Record& record,
                                                          const std::string& county);
/// The votes with the stated sums of their groups.
[[nodiscard]] std::map<std::string, std::int64_t> with_groups(const Record& record,
                                                              const StandingParts& parts);
/// Both: votes that stand. No value: as standing_parts.
[[nodiscard]] std::optional<std::map<std::string, std::int64_t>> votes_standing(
    const Record& record, const std::string& county);

}  // namespace recanvass::verify
