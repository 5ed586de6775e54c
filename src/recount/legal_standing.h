// Which result set stands in law at a moment: a fold over orders, stays, lifts, halts, voidings and
// certificates. Nothing is overwritten; every set keeps its history, and one of them stands.
// Result sets: election/returns.h. Events come from a package or from the ledger.
#pragma once

#include "base/date.h"
#include "base/result.h"
#include "election/returns.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace recanvass::recount {

/// Order: a recount or a corrected canvass is ordered, and its result set begins. Report: figures
/// are made public. Canvass: the board adopts them. Certify: the authority declares them. Stay: a
/// court holds the proceeding or the certificate. Lift: that stay ends. Halt: the proceeding ends
/// for good without a result. Void: the set is declared to be without effect.
enum class LegalAct { Order, Report, Canvass, Certify, Stay, Lift, Halt, Void };

struct LegalEvent {
  election::ResultSetId result_set;
  LegalAct act = LegalAct::Report;
  base::LocalTime at;
  std::string by;  ///< the authority
  std::string stay;  ///< Stay, Lift: the name of the stay, so that two courts' stays stay apart
  std::string source;
  bool audit = false;  ///< the set's figures are an audit's: they are never the result
};

/// One result set at a moment.
struct SetStanding {
  election::ResultSetId result_set;
  /// No value: ordered, no figures yet. A halted set is without effect as a Void one is.
  std::optional<election::LegalStatus> status;
  base::LocalTime since;  ///< of this status
  std::vector<std::string> open_stays;  ///< names, in the order they were granted
  std::vector<std::size_t> history;  ///< its events, as places in the list given
  /// Who ended the proceeding before it had a result; empty: nobody did.
  std::string halted_by{};
  bool audit = false;

  /// "certified", "ordered", "halted": nobody declares void what was stopped.
  [[nodiscard]] std::string status_name() const;
};

struct LegalStanding {
  std::vector<SetStanding> sets;  ///< in the order of their first events
  /// The set that stands, never an audit's: certified last and neither stayed nor void; without a
  /// certificate, the set canvassed last; without a canvass, the one reported last that no order
  /// began.
  std::optional<election::ResultSetId> stands;

  [[nodiscard]] const SetStanding* find(const election::ResultSetId& result_set) const;
  /// "mi-certified stands (certified 2016-11-28T15:00); mi-partial is void since 2016-12-07T20:00"
  [[nodiscard]] std::string sentence() const;
};

/// Folds the events of one contest in one jurisdiction up to and with `when`, by time (those of one
/// minute in the order given). Events after `when` are checked too: a record that cannot be is
/// refused whole.
/// Causes: legal.no-figures (canvassed or certified before figures exist), legal.stayed (certified
/// during a stay), legal.ended (anything but a report after a halt or voiding, but a lift),
/// legal.final (reported or canvassed again after its certificate: that is another result set),
/// legal.no-stay, legal.stay-again, legal.ordered-again, legal.no-order (a halt without an order).
[[nodiscard]] base::Result<LegalStanding> standing_on(std::span<const LegalEvent> events,
                                                      base::LocalTime when);

/// "order", "certify"
[[nodiscard]] std::string name_of(LegalAct act);
[[nodiscard]] std::optional<LegalAct> legal_act_named(std::string_view name);

}  // namespace recanvass::recount
