#include "report/screen_sample_test.h"

namespace recanvass::report {
namespace {

using election::BallotCount;
using election::VoteCount;

screen::Answered sample_curve() {
  screen::Answered answer;
  screen::CurveAsk ask;
  ask.question.property = "paper";
  ask.question.outcomes = {"fall"};
  ask.question.controls = {{"nothing", {}, false}, {"education", {"college"}, false}};
  ask.question.weights = {""};
  answer.question.id = "machines";
  answer.question.said = "Fewer votes where machines counted";
  answer.question.source = "a magazine";
  answer.question.ask = ask;
  screen::Finding& finding = answer.finding;
  finding.id = "machines";
  finding.title = "Counties with machines";
  finding.fact = screen::FactStanding::Holds;
  finding.fact_words = "In 72 counties it does.";
  finding.remainder = screen::Remainder::Explained;
  finding.remainder_words = "Education accounts for it.";
  finding.p = 0.6;
  finding.p_adjusted = 0.6;
  finding.correction = "1 test of its family by Benjamini-Yekutieli, 2 families by Holm";
  finding.null_words = "No effect.";
  finding.base_rate_words = "3 of 4 placebo runs are as large.";
  finding.votes_words = "100 votes, 0.10 times the lead of 1,000.";
  finding.innocent = {"machines were bought by <small> towns"};
  finding.paper_words = "A hand count.";
  finding.paper.push_back(
      {"Ward 34", BallotCount(254), VoteCount(140), VoteCount(90), "8 for 254"});
  screen::CurveAnswer curve;
  curve.controls = 2;
  curve.outcome = "fall";
  screen::Specification alone;
  alone.outcome = "fall";
  alone.units = 72;
  alone.coefficient = -0.0496;
  alone.low = -0.0724;
  alone.high = -0.0268;
  alone.p = 0.0001;
  alone.p_wild = 0.0001;
  screen::Specification held = alone;
  held.controls = 1;
  held.coefficient = -0.0096;
  held.low = -0.0249;
  held.high = 0.0057;
  held.p = 0.2;
  held.p_wild = 0.2;
  curve.specifications = {alone, held};
  answer.curve = curve;
  answer.words = {{"fall", "the fall of the share"}};
  return answer;
}

screen::Answered sample_funnel() {
  screen::Answered answer;
  answer.question.id = "rejected";
  answer.question.ask = screen::FunnelAsk{"rejected", "judged"};
  answer.finding.id = "rejected";
  answer.finding.title = "Rejected ballots";
  answer.finding.remainder = screen::Remainder::Unexplained;
  answer.finding.fact_words = "One stands outside.";
  screen::FunnelAnswer funnel;
  for (int i = 0; i < 30; ++i) {
    funnel.units.push_back({"town " + std::to_string(i), i == 7 ? 90 : 3, 300 + 10 * i});
  }
  funnel.funnel = screen::make_funnel(funnel.units);
  answer.funnel = funnel;
  return answer;
}

screen::Answered sample_recount() {
  screen::Answered answer;
  answer.question.id = "recount";
  answer.question.ask = screen::RecountedAsk{};
  answer.finding.id = "recount";
  answer.finding.title = "What the recount changed";
  answer.finding.remainder = screen::Remainder::NothingSeen;
  screen::RecountedGroup all;
  all.label = "all";
  all.units = 3'636;
  all.changed = 2'340;
  all.votes = 2'975'753;
  all.moved = 17'681;
  all.moved_named = 5'071;
  all.net = 131;
  all.share = 0.00594;
  all.share_low = 0.005;
  all.share_high = 0.007;
  all.named_share = 0.0017;
  all.named_low = 0.0012;
  all.named_high = 0.0024;
  screen::RecountedGroup eagle = all;
  eagle.label = "Optech Eagle";
  eagle.net = -12;
  answer.recounted = {all, eagle};
  return answer;
}

screen::Answered sample_modes() {
  screen::Answered answer;
  answer.question.id = "modes";
  answer.question.ask = screen::ModesAsk{};
  answer.finding.id = "modes";
  answer.finding.title = "Votes by mail beside others";
  answer.finding.remainder = screen::Remainder::Unexplained;
  screen::ModeAnswer modes;
  modes.totals = {{"early", 4'000, 8'000, {}},
                  {"by mail", 3'000, 4'000, screen::ModeEffect{1, 1.0986, 0.05, 0.99, 1.2}}};
  modes.cells = {{0, 0, 40, 80}, {0, 1, 90, 100}};
  modes.levels.cells.resize(2);
  modes.levels.cells[1].tested = true;
  modes.levels.cells[1].p_adjusted = 0.001;
  modes.levels.cells[1].expected = 75.0;
  modes.levels.cells[1].deviation = 6.5;
  modes.levels.units = 40;
  answer.modes = modes;
  return answer;
}

}  // namespace

screen::Screening sample_screening() {
  screen::Screening screening;
  screening.title = "A town: where to look first";
  screening.election = "Mayor, 2016";
  screening.result_set = "canvass";
  screening.lead = {"Ann Ash", "Bo Birch", VoteCount(1'000)};
  screening.answers = {sample_curve(), sample_funnel(), sample_recount(), sample_modes()};
  screening.joined = {"machines: 70 of 72 counties"};
  screening.seed = 5;
  screening.resamples = 999;
  screening.questions_sha256 = std::string(64, 'a');
  return screening;
}

}  // namespace recanvass::report
