#include "reconcile/draw_down.h"

#include "base/figures.h"

#include <fmt/core.h>

#include <algorithm>

namespace recanvass::reconcile {
namespace {

using election::BallotCount;
using election::VoterCount;

base::Problem bad_figure(std::string cause, std::string column, std::int64_t found,
                         std::string wanted) {
  return {std::move(cause),
          {"", 0, std::move(column)},
          base::grouped(found),
          std::move(wanted),
          "Count again and correct the figure."};
}

base::Problems problems_of(const DrawDownFigures& figures) {
  base::Problems problems;
  const auto check_sign = [&](std::string column, std::int64_t value) {
    if (value >= 0) return;
    problems.push_back(bad_figure("draw-down.negative", std::move(column), value, "0 or more"));
  };
  check_sign("voters", figures.voters.value());
  check_sign("ballots", figures.ballots.value());
  check_sign("defective", figures.defective.value());
  check_sign("absentee", figures.absentee.value_or(BallotCount(0)).value());
  check_sign("blank", figures.blank.value());
  check_sign("without_initials", figures.without_initials.value());
  if (figures.defective.value() > figures.voters.value()) {
    problems.push_back(
        bad_figure("draw-down.envelopes", "defective", figures.defective.value(),
                   fmt::format("at most the voters, {}", base::grouped(figures.voters.value()))));
  }
  const auto check_kind = [&](std::string column, BallotCount kind) {
    if (kind <= figures.ballots) return;
    problems.push_back(
        bad_figure("draw-down.more-of-a-kind", std::move(column), kind.value(),
                   fmt::format("at most the ballots, {}", base::grouped(figures.ballots.value()))));
  };
  check_kind("absentee", figures.absentee.value_or(BallotCount(0)));
  check_kind("blank", figures.blank);
  check_kind("without_initials", figures.without_initials);
  return problems;
}

class Removals {
 public:
  Removals(BallotCount ballots, VoterCount voters) : ballots_(ballots), voters_(voters) {}

  [[nodiscard]] BallotCount excess() const {
    return std::max(BallotCount(0), ballots_ - BallotCount(voters_.value()));
  }

  void take(RemovalStage stage, BallotCount wanted, BallotCount among) {
    among = std::min(among, ballots_);
    const BallotCount removed = std::min(wanted, among);
    if (removed == BallotCount(0)) return;
    const Taking taking = removed == among ? Taking::AllOfThem : Taking::Drawn;
    removals_.push_back({stage, removed, among, taking});
    ballots_ -= removed;
  }

  [[nodiscard]] DrawDownPlan plan(BallotCount before) const {
    return {voters_, removals_, before - ballots_, ballots_};
  }

  [[nodiscard]] BallotCount ballots() const { return ballots_; }

 private:
  BallotCount ballots_;
  VoterCount voters_;
  std::vector<Removal> removals_;
};

}  // namespace

base::Result<DrawDownPlan> plan_draw_down(const DrawDownFigures& figures) {
  if (base::Problems problems = problems_of(figures); !problems.empty()) return problems;
  Removals removals(figures.ballots, figures.voters - VoterCount(figures.defective.value()));
  removals.take(RemovalStage::DefectiveEnvelope, BallotCount(figures.defective.value()),
                figures.absentee.value_or(figures.ballots));
  removals.take(RemovalStage::Blank, removals.excess(), figures.blank);
  removals.take(RemovalStage::WithoutInitials, removals.excess(), figures.without_initials);
  removals.take(RemovalStage::AtRandom, removals.excess(), removals.ballots());
  return removals.plan(figures.ballots);
}

std::string id_of(RemovalStage stage) {
  switch (stage) {
    case RemovalStage::DefectiveEnvelope: return "defective-envelope";
    case RemovalStage::Blank: return "blank";
    case RemovalStage::WithoutInitials: return "without-initials";
    case RemovalStage::AtRandom: return "at-random";
  }
  RECANVASS_CHECK(!"a stage without an id");
  return {};
}

std::string words_of(const Removal& removal) {
  const std::int64_t removed = removal.removed.value();
  const std::string among = base::grouped(removal.among.value());
  const std::string_view drawn = removal.taking == Taking::Drawn ? " drawn at random" : "";
  switch (removal.stage) {
    case RemovalStage::DefectiveEnvelope:
      return fmt::format("{} for defective envelopes, drawn at random of {}",
                         base::counted(removed, "absentee ballot", "absentee ballots"), among);
    case RemovalStage::Blank:
      return fmt::format("{} of {}", base::counted(removed, "blank ballot", "blank ballots"),
                         among);
    case RemovalStage::WithoutInitials:
      return fmt::format("{} without initials{} of {}", base::counted(removed, "ballot", "ballots"),
                         drawn, among);
    case RemovalStage::AtRandom:
      return fmt::format("{} drawn at random of {}", base::counted(removed, "ballot", "ballots"),
                         among);
  }
  RECANVASS_CHECK(false);
  return {};
}

}  // namespace recanvass::reconcile
