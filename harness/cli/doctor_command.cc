#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "harness/cli/commands.h"
#include "harness/cli/console.h"
#include "harness/cli/session.h"
#include "harness/cli/wiring.h"
#include "harness/effects/clock.h"
#include "harness/effects/environment.h"
#include "harness/effects/stop.h"
#include "harness/net/curl_transport.h"
#include "harness/run/examine.h"
#include "results/render/passport_page.h"
#include "results/reports/passport_changes.h"
#include "scenarios/base/words.h"

namespace attune {
namespace {

// What stands for the address of a stub of our own, whose port is another each time.
constexpr const char* kOwnStub = "a stub started for this";

Result<Examination> examine_for_real(const ExamineJob& job) {
  const SystemClock clock;
  Stop stop;
  CurlTransport transport(
      {.interrupt_fd = stop.fd(), .ca_file = environment("SSL_CERT_FILE").value_or("")});
  const auto began = [](std::string_view probe) {
    if (watched_errors()) complain(fmt::format("asking: {}", probe));
  };
  return examine(job, {.clock = clock,
                       .transport = transport,
                       .stop_requested = [&] { return stop.requested(); },
                       .began = began});
}

// Keeps a passport and shows it beside the last one.
Result<int> conclude(const Passport& passport, const DoctorOptions& options, Store& store) {
  auto earlier = store.passports(passport.subject);
  if (!earlier) return std::move(earlier).error();
  if (Result<Done> saved = store.save(passport); !saved) return std::move(saved).error();
  PassportPage page{.passport = passport};
  if (!earlier->empty()) {
    page.before = earlier->back().made;
    page.changes = passport_changes(earlier->back(), passport);
  }
  print(options.format == "json" ? to_json(page) : to_table(page));
  return kExitDone;
}

}  // namespace

Result<int> doctor_command(const DoctorOptions& options) {
  if (options.subject.empty())
    return list_command({.world = options.world, .what = "passports", .format = options.format});
  const std::vector<std::string> formats = {"table", "json"};
  if (std::ranges::find(formats, options.format) == formats.end())
    return fix_input(no_such("format of passports", options.format, formats));
  auto settings = load_settings(options.world);
  if (!settings) return std::move(settings).error();
  RunRequest request;
  auto subjects = contenders({options.subject}, *settings);
  if (!subjects) return std::move(subjects).error();
  request.subjects = *std::move(subjects);
  auto store = open_store(options.world);
  if (!store) return std::move(store).error();
  auto world = open_endpoints(request, *settings, {}, 1);
  if (!world) return std::move(world).error();
  auto examination = examine_for_real({.subject = request.subjects.front().id,
                                       .endpoint = world->endpoints.front(),
                                       .max_context = options.max_context,
                                       .version = ATTUNE_VERSION});
  if (!examination) return std::move(examination).error();
  if (examination->interrupted) {
    complain("interrupted: nothing is kept of this examination");
    return kExitInterrupted;
  }
  if (world->stub) examination->passport.address = kOwnStub;
  return conclude(examination->passport, options, *store);
}

}  // namespace attune
