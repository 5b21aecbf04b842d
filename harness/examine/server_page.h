#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "harness/calls/http.h"
#include "harness/plan/settings.h"
#include "results/facts/passport.h"

namespace attune {

// llama.cpp's server tells about itself at /props: how many calls it works on at once, how long
// they may be, and which build it is.

// The name of the probe.
inline constexpr std::string_view kLanesProbe = "lanes";

// Asks for that page; nothing where no such server can be, as behind a hosted provider's address.
std::optional<HttpRequest> server_page_request(const Endpoint& endpoint, const std::string& key);

// Reads any page whatever. Nothing: it was not asked for, or did not come.
Finding read_server_page(const std::optional<HttpResponse>& page);

// "https://host:port/path" out of any address: without user, password, query and key.
std::string bare_address(std::string_view url);

}  // namespace attune
