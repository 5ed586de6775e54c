#include "reconcile/figure.h"

#include "base/nearest.h"

#include <fmt/core.h>

#include <array>
#include <set>

namespace recanvass::reconcile {
namespace {

using F = UnitFigures;

// In the order of the enumeration: row_of relies on it, and a test holds it.
constexpr std::array kRows = {
    FigureRow{Figure::Registered, "registered", "registered voters", &F::registered},
    FigureRow{Figure::VotersPollBook, "voters_poll_book", "voters signed in the poll book",
              &F::voters_poll_book},
    FigureRow{Figure::VotersTotal, "voters_total", "voters", &F::voters_total},
    FigureRow{Figure::BallotsDelivered, "ballots_delivered", "ballots delivered",
              &F::ballots_delivered},
    FigureRow{Figure::BallotsIssued, "ballots_issued", "ballots issued", &F::ballots_issued},
    FigureRow{Figure::BallotsSpoiled, "ballots_spoiled", "ballots spoiled", &F::ballots_spoiled},
    FigureRow{Figure::BallotsUnused, "ballots_unused", "ballots unused", &F::ballots_unused},
    FigureRow{Figure::ProvisionalIssued, "provisional_issued", "provisional ballots issued",
              &F::provisional_issued},
    FigureRow{Figure::ProvisionalCounted, "provisional_counted", "provisional ballots counted",
              &F::provisional_counted},
    FigureRow{Figure::ProvisionalRejected, "provisional_rejected", "provisional ballots rejected",
              &F::provisional_rejected},
    FigureRow{Figure::AbsenteeReturned, "absentee_returned", "absentee envelopes returned",
              &F::absentee_returned},
    FigureRow{Figure::AbsenteeAccepted, "absentee_accepted", "absentee envelopes accepted",
              &F::absentee_accepted},
    FigureRow{Figure::AbsenteeRejected, "absentee_rejected", "absentee envelopes rejected",
              &F::absentee_rejected},
    FigureRow{Figure::AbsenteePending, "absentee_pending", "absentee envelopes awaiting cure",
              &F::absentee_pending},
    FigureRow{Figure::AbsenteeEmpty, "absentee_empty", "accepted envelopes without a ballot",
              &F::absentee_empty},
    FigureRow{Figure::AbsenteeDouble, "absentee_double", "accepted envelopes with two ballots",
              &F::absentee_double},
    FigureRow{Figure::AbsenteeCounted, "absentee_counted", "absentee ballots counted",
              &F::absentee_counted},
    FigureRow{Figure::BallotsFound, "ballots_found", "ballots found in the containers",
              &F::ballots_found},
    FigureRow{Figure::TapeStart, "tape_start", "machine counter at opening", &F::tape_start},
    FigureRow{Figure::TapeTotal, "tape_total", "ballots on the machine tape", &F::tape_total},
    FigureRow{Figure::ProtectiveStart, "protective_start", "lifetime counter at opening",
              &F::protective_start},
    FigureRow{Figure::ProtectiveEnd, "protective_end", "lifetime counter at closing",
              &F::protective_end},
    FigureRow{Figure::VvpatBallots, "vvpat_ballots", "ballots on the paper roll",
              &F::vvpat_ballots},
    FigureRow{Figure::CanvassBallots, "canvass_ballots", "ballots in the canvass",
              &F::canvass_ballots},
    FigureRow{Figure::CertifiedImbalance, "certified_imbalance", "certified out of balance by",
              &F::certified_imbalance},
    FigureRow{Figure::EnvelopesDefective, "envelopes_defective", "defective absentee envelopes",
              &F::envelopes_defective},
    FigureRow{Figure::AbsenteeBallotsFound, "absentee_ballots_found", "probable absentee ballots",
              &F::absentee_ballots_found},
    FigureRow{Figure::BallotsBlank, "ballots_blank", "blank ballots", &F::ballots_blank},
    FigureRow{Figure::BallotsWithoutInitials, "ballots_without_initials",
              "ballots without initials", &F::ballots_without_initials},
};

std::vector<std::string> figure_ids() {
  std::vector<std::string> ids;
  for (const FigureRow& row : kRows) ids.emplace_back(row.id);
  return ids;
}

void keep(UnitFigures& figures, const FigureRow& row, std::int64_t value) {
  std::visit(
      [&](auto member) {
        auto& place = figures.*member;
        place = typename std::remove_reference_t<decltype(place)>::value_type(value);
      },
      row.member);
}

}  // namespace

std::span<const FigureRow> figure_rows() { return kRows; }

const FigureRow& row_of(Figure figure) {
  const auto place = static_cast<std::size_t>(figure);
  RECANVASS_CHECK(place < kRows.size());
  return kRows.at(place);
}

std::optional<Figure> figure_named(std::string_view id) {
  for (const FigureRow& row : kRows) {
    if (row.id == id) return row.figure;
  }
  return std::nullopt;
}

std::optional<std::int64_t> value_of(const UnitFigures& figures, Figure figure) {
  return std::visit(
      [&](auto member) -> std::optional<std::int64_t> {
        const auto& place = figures.*member;
        if (!place) return std::nullopt;
        return place->value();
      },
      row_of(figure).member);
}

base::Result<UnitFigures> make_figures(
    const std::vector<std::pair<std::string, std::int64_t>>& lines) {
  UnitFigures figures;
  base::Problems problems;
  std::set<std::string> seen;
  for (const auto& [id, value] : lines) {
    const base::Place place{"", 0, id};
    const std::optional<Figure> figure = figure_named(id);
    if (!figure) {
      const auto meant = base::nearest(id, figure_ids());
      problems.push_back({"figure.unknown", place, fmt::format("\"{}\"", id),
                          "a line of the reconciliation worksheet",
                          meant ? fmt::format("Write {}.", *meant) : "Correct the name."});
      continue;
    }
    if (!seen.insert(id).second) {
      problems.push_back({"figure.twice", place, "a second value", "one value for each line",
                          "Keep the right one."});
    }
    if (value < 0) {
      problems.push_back({"figure.negative", place, fmt::format("{}", value),
                          "a whole number, 0 or more",
                          "Enter what was counted; leave out what was not."});
      continue;
    }
    keep(figures, row_of(*figure), value);
  }
  if (!problems.empty()) return problems;
  return figures;
}

}  // namespace recanvass::reconcile
