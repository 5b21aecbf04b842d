// Whatever is typed, a command that is understood is within its bounds, and one that is not gets a
// sentence that says why.
#include <array>
#include <cmath>

#include "harness/cli/options.h"
#include "harness/cli/pack_weights.h"
#include "harness/stub/stub_faults.h"
#include "harness/stub/stub_model.h"
#include "results/reports/gate.h"
#include "scenarios/base/words.h"
#include "tests/fuzz/checks.h"

namespace {

using attune::fuzz::Input;
using attune::fuzz::is_utf8;
using attune::fuzz::require;

void check_budget(const std::optional<double>& usd) {
  if (usd) require(std::isfinite(*usd) && *usd >= 0);
}

void check_jobs(const std::optional<int>& jobs) {
  require(jobs.value_or(1) >= 1 && jobs.value_or(1) <= 4096);
}

// What every command must hold to; those that have no bounds hold to nothing.
struct Bounds {
  void operator()(const attune::PrintText& text) const { require(!text.text.empty()); }

  void operator()(const attune::RunOptions& options) const {
    require(!options.packs.empty() && !options.subjects.empty());
    require(options.repeat >= 1 && options.repeat <= 1000);
    require(options.limit.value_or(1) >= 1 && options.max_retries >= 0);
    require(options.anchors <= 100'000 && options.max_tokens.value_or(1) >= 1);
    require(std::isfinite(options.temperature.value_or(0)));
    check_jobs(options.jobs);
    check_budget(options.budget_usd);
  }

  void operator()(const attune::ResumeOptions& options) const {
    check_jobs(options.jobs);
    check_budget(options.budget_usd);
  }

  void operator()(const attune::JudgeOptions& options) const {
    require(!options.resume.judges.empty());
    (*this)(options.resume);
  }

  void operator()(const attune::DuelOptions& options) const {
    require(!options.pack.empty() && options.repeat >= 1 && options.comparisons.value_or(1) >= 1);
    require(std::isfinite(options.half_width.value_or(1)) && options.half_width.value_or(1) > 0);
    check_jobs(options.jobs);
    check_budget(options.budget_usd);
  }

  void operator()(const attune::CompareOptions& options) const {
    require(options.subjects.size() >= 2 && options.level >= 0.5 && options.level < 1);
    require(std::isfinite(options.equivalence.value_or(1)) && options.equivalence.value_or(1) > 0);
  }

  void operator()(const attune::WatchOptions& options) const {
    require(options.panel >= 10 && options.in_control >= 10);
    check_jobs(options.jobs);
    check_budget(options.budget_usd);
  }

  void operator()(const attune::AuditOptions& options) const {
    require(options.pairs >= 1 && options.pairs <= 100'000);
    check_budget(options.budget_usd);
  }

  void operator()(const attune::GenerateOptions& options) const {
    require(options.count >= 1 && options.count <= 1'000'000);
  }

  void operator()(const attune::DoctorOptions& options) const {
    require(options.max_context >= 256 && options.max_context <= 4'000'000);
  }

  void operator()(const attune::StubCommandOptions& options) const {
    require(options.port >= 0 && options.port <= 65'535 && std::abs(options.skill_shift) <= 100);
    require(std::isfinite(options.latency_spread));
    require(std::isfinite(options.judge_noise) && std::isfinite(options.judge_bias));
  }

  template <class Options>
  void operator()(const Options&) const {}
};

// One word a line.
void check_command(const std::string& text) {
  if (text.find('\0') != std::string::npos) return;  // which no argument can hold
  const std::vector<std::string> words = attune::split(text, '\n');
  std::vector<const char*> argv = {"attune"};
  for (const std::string& word : words) argv.push_back(word.c_str());
  const auto command = attune::parse_command(static_cast<int>(argv.size()), argv.data(),
                                             [] { return std::string("attune 0"); });
  if (command) return std::visit(Bounds(), *command);
  require(command.error().remedy == attune::Remedy::FixInput && !command.error().what.empty());
  require(is_utf8(command.error().what) || !is_utf8(text));
}

void check_gate(const std::string& text) {
  const std::array<std::string, 3> figures = {"lower", "upper", "score"};
  const auto gate = attune::parse_gate(text, figures);
  if (!gate) return attune::fuzz::check_error(gate.error());
  require(std::ranges::find(figures, gate->figure) != figures.end() && std::isfinite(gate->limit));
  const std::string written = attune::to_text(*gate);
  const auto again = attune::parse_gate(written, figures);
  require(again && attune::to_text(*again) == written);
  const bool strict = gate->relation == attune::Gate::Relation::Less ||
                      gate->relation == attune::Gate::Relation::Greater;
  require(attune::crossed(*gate, gate->limit).has_value() != strict);
  const auto unknown = attune::crossed(*gate, std::nullopt);
  require(unknown && is_utf8(attune::to_text(*unknown)));
}

void check_weights(const std::string& text) {
  const auto weights = attune::parse_pack_weights(attune::split(text, '\n'));
  if (!weights) {
    require(weights.error().remedy == attune::Remedy::FixInput);
    return require(is_utf8(weights.error().what) || !is_utf8(text));
  }
  std::vector<std::string> packs;
  for (const attune::PackWeight& weight : *weights) {
    require(std::isfinite(weight.weight) && weight.weight > 0 && !weight.pack.empty());
    require(std::ranges::find(packs, weight.pack) == packs.end());
    packs.push_back(weight.pack);
  }
}

void check_stub_names(const std::string& text) {
  const auto fault = attune::parse_fault(text);
  require(fault ? text.empty() == (fault->fault == nullptr) : !fault.error().what.empty());
  const auto model = attune::parse_stub_model(text);
  if (!model) return;
  require(model->number >= 0 && model->number <= 100);
  require(text.ends_with(model->faults));
  require(model->part != attune::StubPart::Letter || model->number < 26);
}

}  // namespace

// The first byte chooses what is read.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const Input input = attune::fuzz::input_of(bytes, size);
  switch (input.form % 4) {
    case 0:
      check_command(input.text);
      break;
    case 1:
      check_gate(input.text);
      break;
    case 2:
      check_weights(input.text);
      break;
    default:
      check_stub_names(input.text);
      break;
  }
  return 0;
}
