-- What a thousand units cost now in US dollars, at the standard tier, everywhere, from the first token on: for showing.
-- What decides is the price list; here only its order of precedence is repeated.
create function cost_per_1k(of_tenant text, of_provider text, of_configuration uuid, of_model text, of_meter text)
    returns numeric language sql stable as $$
    select amount * 1000 from price
    where tenant in (of_tenant, 'platform') and provider = of_provider and model = of_model and meter = of_meter
      and (configuration_id is null or configuration_id = of_configuration)
      and tier = 'standard' and region = '' and context_from = 0 and currency = 'USD' and effective_from <= now()
    order by (configuration_id is not null) desc, (tenant <> 'platform') desc, effective_from desc, set_at desc, id desc
    limit 1
$$;
