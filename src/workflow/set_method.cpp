// method.set: how ballots are counted again, in all counties or in one, and how much of them: by
// the law, by an order, or by the board to which the law leaves it. A change takes two persons, and
// so does a later order that leaves out what was asked for; no method leaves out a unit that was
// counted, or that an order or a petition asks for.
#include "law/token.h"
#include "workflow/body.h"
#include "workflow/contest_law.h"
#include "workflow/count_order.h"
#include "workflow/gates.h"
#include "workflow/later_stage.h"
#include "workflow/use_case_list.h"

#include <algorithm>

namespace recanvass::workflow {
namespace {

// Methods that the law's own words rule out. Where it leaves the choice, none is; where ballots run
// through tabulators and it has a part counted by hand, that part is entered beside their tapes.
bool law_rules_out(const law::RecountStatute& statute, const std::string& method) {
  if (statute.method == "hand") return method != "hand";
  if (statute.method != "retabulate") return false;
  return method != "machine" && !(method == "mixed" && !statute.second_stage.empty());
}

MethodChoice choice_in(const base::Json& body, std::uint64_t position) {
  MethodChoice choice;
  choice.position = position;
  choice.county = text_in(body, "county");
  choice.method = text_in(body, "method");
  choice.extent = text_in(body, "extent");
  choice.units = texts_in(body, "units");
  std::sort(choice.units.begin(), choice.units.end());
  choice.decided_by = text_in(body, "decided_by");
  choice.order = text_in(body, "order");
  choice.words = text_in(body, "words");
  return choice;
}

// Units that would no longer be counted again, though they were, or though somebody asks for it.
base::Problems check_left_out(const Operation& operation, const base::Json& body) {
  Orders orders = operation.opening.orders;
  orders.methods.push_back(choice_in(body, operation.entries));
  const std::string county = text_in(body, "county");
  base::Problems problems = counted_units_left_out(operation, orders, county);
  add_problems(problems, units_left_out(operation, orders, county, "method.order"));
  return problems;
}

// Where nothing was set, ballots are counted by hand and all of them: the first entry of a tally is
// a count by that method.
bool holds_in(const Operation& operation, const std::string& county) {
  if (operation.opening.orders.method_for(county) != nullptr) return true;
  return std::ranges::any_of(operation.commitment.units, [&](const auto& entry) {
    return entry.second.county == county && has_second_figures(operation, entry.first);
  });
}

// A method for all counties changes nothing in one that has its own.
bool has_own_method(const Operation& operation, const std::string& county) {
  return std::ranges::any_of(operation.opening.orders.methods,
                             [&](const MethodChoice& choice) { return choice.county == county; });
}

// Whether by an order the part leaves out, now or for a later stage, what somebody had asked for.
// Without an order it may not.
bool passes_over(const Operation& operation, const base::Json& body) {
  const std::string county = text_in(body, "county");
  const MethodChoice choice = choice_in(body, operation.entries);
  if (choice.extent == "whole" || choice.order.empty()) return false;
  return std::ranges::any_of(operation.commitment.units, [&](const auto& entry) {
    const bool inside = county.empty() ? !has_own_method(operation, entry.second.county)
                                       : entry.second.county == county;
    return inside && !std::ranges::binary_search(choice.units, entry.first) &&
           !who_asked_for(operation, entry.first).empty();
  });
}

// An order that takes away what was granted is on file for everybody to read.
base::Problems check_order_on_file(const Operation& operation, const base::Json& body) {
  const auto order = operation.opening.orders.by_id.find(text_in(body, "order"));
  if (order == operation.opening.orders.by_id.end() || !order->second.document.is_null() ||
      !passes_over(operation, body)) {
    return {};
  }
  return {refusal("method.document", "order " + order->first + ", without its document",
                  "the document of an order that leaves out what was asked for",
                  "Record the order again under a new id with \"document\", and cite that.")};
}

Persons persons_of_method(const Operation& operation, const std::string&, const base::Json& body) {
  if (passes_over(operation, body)) return Persons::Two;
  const std::string county = text_in(body, "county");
  const bool changes = std::ranges::any_of(operation.setup.counties, [&](const auto& entry) {
    if (!county.empty()) return entry.first == county && holds_in(operation, county);
    return !has_own_method(operation, entry.first) && holds_in(operation, entry.first);
  });
  return changes ? Persons::Two : Persons::One;
}

// The method that the law names, for its first count and for a later stage of its own.
base::Problems check_law(const Operation& operation, const std::string& method) {
  const law::RecountStatute* statute = statute_in_force(operation);
  if (statute == nullptr || !law_rules_out(*statute, method)) return {};
  const LaterStage later = later_stage(operation);
  if (later.may_begin) return {};
  std::string wanted =
      law::words_of(law::TokenList::Method, statute->method) + ", by " + statute->citation;
  if (!later.words.empty()) wanted += "; " + later.words;
  return {refusal("method.law", method, wanted, "Cite the order that decides otherwise.")};
}

base::Problems decide_method(const Operation& operation, const Command& command) {
  const base::Json& body = command.body;
  const std::string decided_by = text_in(body, "decided_by");
  const std::string order = text_in(body, "order");
  base::Problems problems;
  if ((decided_by == "order") == order.empty()) {
    problems.push_back(refusal("method.order", order.empty() ? "no order" : "order " + order,
                               "\"order\" exactly where an order decides",
                               "Say who decides with \"decided_by\"."));
  } else if (!order.empty()) {
    add_problems(problems, order_is_known(operation, order));
  }
  const std::string county = text_in(body, "county");
  if (!county.empty()) {
    add_problems(problems, county_is_open_to(operation, command.author, county));
  } else {
    add_problems(problems, author_acts_in(operation, command.author, ""));
  }
  if ((text_in(body, "extent") == "whole") != texts_in(body, "units").empty()) {
    problems.push_back(refusal("method.units", text_in(body, "extent"),
                               "\"units\" exactly where not the whole is counted",
                               "Name the units of the part, or of the first stage."));
  }
  for (const std::string& unit : texts_in(body, "units")) {
    const auto known = operation.commitment.units.find(unit);
    const bool inside = known != operation.commitment.units.end() &&
                        (county.empty() || known->second.county == county);
    if (operation.commitment.units.empty() || inside) continue;
    problems.push_back(
        refusal("method.unit", "\"" + unit + "\"",
                "a unit with reported figures" + (county.empty() ? std::string() : " in " + county),
                "Correct the id."));
  }
  if (order.empty()) add_problems(problems, check_law(operation, text_in(body, "method")));
  add_problems(problems, check_left_out(operation, body));
  add_problems(problems, check_order_on_file(operation, body));
  return problems;
}

base::Json find_method(const Operation& operation, const Command&) {
  const law::RecountStatute* statute = statute_in_force(operation);
  if (statute == nullptr) return base::Json::object();
  base::Json found = {{"statute", statute->id},
                      {"citation", statute->citation},
                      {"method", law::words_of(law::TokenList::Method, statute->method)},
                      {"extent", law::words_of(law::TokenList::Partial, statute->partial)}};
  const LaterStage later = later_stage(operation);
  if (later.may_begin) found["later_stage"] = later.words;
  return found;
}

void apply_method(Operation& operation, const Event& event) {
  MethodChoice choice = choice_in(event.body, event.position);
  choice.found = event.body.at("found");
  choice.by = accounts_of(event);
  operation.opening.orders.methods.push_back(std::move(choice));
}

}  // namespace

UseCase set_method() {
  UseCase use_case;
  use_case.kind = "method.set";
  use_case.summary = "Set how ballots are counted again, and how much of them.";
  use_case.roles = {Role::StateOfficer, Role::CountyOfficer};
  use_case.fields = {
      {"county", FieldType::Text, false, "Id of the county; all of them if left out."},
      {"method", FieldType::Text, true, "How.", {"machine", "hand", "mixed"}},
      {"extent", FieldType::Text, true, "How much.", {"whole", "partial", "staged"}},
      {"units", FieldType::Texts, false, "Units of the part, or of the first stage."},
      {"decided_by", FieldType::Text, true, "Who decides.", {"law", "order", "board"}},
      {"order", FieldType::Text, false, "Id of the order that decides."},
      {"words", FieldType::Text, true, "The words that decide."}};
  use_case.persons_of = persons_of_method;
  use_case.two_when =
      "where a method was set before, or a unit was counted; where it leaves out "
      "what was asked for";
  use_case.decide = decide_method;
  use_case.find = find_method;
  use_case.apply = apply_method;
  return use_case;
}

}  // namespace recanvass::workflow
